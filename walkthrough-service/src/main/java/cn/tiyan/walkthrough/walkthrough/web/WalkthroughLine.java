package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.time.China;
import cn.tiyan.walkthrough.walkthrough.Completion;
import cn.tiyan.walkthrough.walkthrough.SessionStatus;
import cn.tiyan.walkthrough.walkthrough.WalkthroughRow;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A walkthrough as one line of a list.
 *
 * @param finishedAt absent until it is first finished
 * @param findings number of findings
 * @param issues how many of them led to an issue
 * @param settled how many of those issues are closed now
 * @param completion 办理中 or 已了结, with counts
 * @param reWalkOn on which day it is to be walked again, if that is planned
 */
record WalkthroughLine(String id, String unit, @Nullable String walker, ServiceItemRef serviceItem, WalkthroughRole role, Channel channel,
        SessionStatus status, String statusName, Instant startedAt, @Nullable Instant finishedAt, boolean announced, int findings, long issues, long settled,
        Completion completion, @Nullable LocalDate reWalkOn) {

    static WalkthroughLine of(WalkthroughRow row, Completion completion) {
        return new WalkthroughLine(row.id(), row.unit(), row.owner(), row.serviceItem(), row.role(), row.channel(), row.status(), row.status().chinese(),
                row.startedAt(), row.finishedAt(), row.announced(), row.findings().size(),
                row.findings().stream().filter(finding -> finding.issue() != null).count(),
                row.findings().stream().filter(finding -> finding.issue() != null && finding.issue().settledAt() != null).count(),
                completion, row.reWalkAt() == null ? null : China.day(row.reWalkAt()));
    }
}
