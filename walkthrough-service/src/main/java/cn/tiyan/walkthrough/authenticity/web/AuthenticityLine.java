package cn.tiyan.walkthrough.authenticity.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.walkthrough.authenticity.AuthenticityReview;
import cn.tiyan.walkthrough.authenticity.ReviewStatus;
import java.time.Instant;

/** A review as one line of what waits for the caller: neither whose it is, nor what was noticed, nor how much of it. */
record AuthenticityLine(String walkthroughId, ServiceItemRef serviceItem, Instant finishedAt, ReviewStatus status, String statusText) {

    static AuthenticityLine of(AuthenticityReview review) {
        return new AuthenticityLine(review.walkthroughId(), review.serviceItem(), review.finishedAt(), review.status(), review.status().chinese());
    }
}
