package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.aggregate.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;

/** What is read of a walkthrough for a list: neither its entries, which may weigh megabytes, nor its history. */
public record WalkthroughRow(@Id String id, String unit, @Nullable String owner, ServiceItemRef serviceItem, WalkthroughRole role, Channel channel,
        SessionStatus status, Instant startedAt, @Nullable Instant finishedAt, boolean announced, List<Finding> findings, List<String> feedbackIds,
        @Nullable Instant reWalkAt, Instant createdAt) {

    static final String RE_WALK_AT = "reWalkAt";
    static final Listing<WalkthroughRow> NEWEST = Listing.newestFirst(WalkthroughRow.class, WalkthroughRow::createdAt, WalkthroughRow::id);
    static final Listing<WalkthroughRow> RE_WALKS = new Listing<>(WalkthroughRow.class, RE_WALK_AT, Sort.Direction.ASC,
            row -> Objects.requireNonNull(row.reWalkAt()), WalkthroughRow::id, null, null);

    public WalkthroughRow {
        status = status == null ? SessionStatus.SUBMITTED : status;
        findings = findings == null ? List.of() : List.copyOf(findings);
        feedbackIds = feedbackIds == null ? List.of() : List.copyOf(feedbackIds);
    }
}
