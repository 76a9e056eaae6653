package cn.tiyan.walkthrough.hardcase;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.platform.followup.Turn;
import cn.tiyan.platform.organisation.Unit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Feedback that led to an issue, as 督导办 sees it: a copy, folded from the issue's events. Its id is the feedback's. A bad rating and
 * what could not be got done are hard by what they are; a hotline order is if triage says so.
 */
@Document("hard_case")
@CompoundIndex(name = "list", def = "{within: 1, hard: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-open", def = "{within: 1, hard: 1, open: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "by-issue", def = "{issueId: 1}", unique = true)
public class HardCase extends Aggregate {

    private SourceKind source;
    private String issueId;
    private String title;
    private @Nullable ServiceItemRef serviceItem;
    private Severity severity;
    private boolean hard;
    private boolean open;
    private IssueStage stage;
    private Instant since;
    private @Nullable Instant settledAt;
    private @Nullable String reason;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected HardCase() {
    }

    HardCase(IssueRegistered issue, Unit unit, Instant at) {
        super(issue.source().id(), unit.code(), unit.within(), issue.occurredAt());
        source = issue.source().kind();
        issueId = issue.issueId();
        title = issue.title();
        serviceItem = issue.serviceItem();
        severity = issue.severity();
        hard = source != SourceKind.HOTLINE_12345;
        open = true;
        stage = IssueStage.REGISTERED;
        since = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Its issue took a turn; triage says how hard it is. */
    void moved(Turn turn, Instant at) {
        if (turn.difficulty() != null) {
            hard = turn.difficulty() == Difficulty.HARD || source != SourceKind.HOTLINE_12345;
        }
        stage = turn.stage();
        since = at.truncatedTo(ChronoUnit.MILLIS);
        settledAt = turn.settledAt(settledAt, at);
        reason = turn.reason();
        open = settledAt == null;
    }

    /** Which channel it came by. */
    public SourceKind source() {
        return source;
    }

    /** The issue it led to. */
    public String issueId() {
        return issueId;
    }

    /** One line; no personal data. */
    public String title() {
        return title;
    }

    /** The service item, where known. */
    public Optional<ServiceItemRef> serviceItem() {
        return Optional.ofNullable(serviceItem);
    }

    /** Severity. */
    public Severity severity() {
        return severity;
    }

    /** How far its issue has come. */
    public IssueStage stage() {
        return stage;
    }

    /** When it came so far. */
    public Instant since() {
        return since;
    }

    /** Since when it is solved; absent while it is not. */
    public @Nullable Instant settledAt() {
        return settledAt;
    }

    /** Why it was rejected, if it was. */
    public @Nullable String reason() {
        return reason;
    }
}
