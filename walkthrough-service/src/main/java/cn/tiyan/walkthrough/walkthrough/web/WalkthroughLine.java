package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A walkthrough as one line of a list.
 *
 * @param findings number of findings
 * @param issues how many of them led to an issue
 * @param settled how many of those issues are closed now
 */
record WalkthroughLine(String id, String unit, @Nullable String walker, ServiceItemRef serviceItem, WalkthroughRole role, Channel channel,
        Instant startedAt, Instant finishedAt, boolean announced, int findings, long issues, long settled) {

    static WalkthroughLine of(Walkthrough walkthrough) {
        return new WalkthroughLine(walkthrough.id(), walkthrough.unit(), walkthrough.owner(), walkthrough.serviceItem(), walkthrough.role(),
                walkthrough.channel(), walkthrough.startedAt(), walkthrough.finishedAt(), walkthrough.announced(), walkthrough.findings().size(),
                walkthrough.findings().stream().filter(finding -> finding.issue() != null).count(),
                walkthrough.findings().stream().filter(finding -> finding.issue() != null && finding.issue().settledAt() != null).count());
    }
}
