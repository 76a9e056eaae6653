package cn.tiyan.walkthrough.authenticity.messaging;

import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.walkthrough.FindingRecorded;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.walkthrough.authenticity.CalledForComplaints;
import cn.tiyan.walkthrough.authenticity.Reviews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks at what this service itself has put on record, and keeps count of complaints. */
@Configuration(proxyBeanMethods = false)
class AuthenticitySubscriptions {

    @Bean
    Subscription authenticitySubscription(Reviews reviews) {
        return Subscription.named("authenticity")
                .on(WalkthroughRecorded.class, delivery -> reviews.finished(delivery.aggregateId(), delivery.sequence()))
                // One that is finished again tells only of what was found since.
                .on(FindingRecorded.class, delivery -> reviews.finished(delivery.aggregateId(), delivery.sequence()));
    }

    @Bean
    Subscription complaintsSubscription(CalledForComplaints complaints) {
        return Subscription.named("complaints")
                .on(IssueCalledFor.class, delivery -> complained(delivery, complaints))
                .on(FeedbackWithdrawn.class, delivery -> complaints.withdrawn(delivery.aggregateId(), delivery.event().withdrawn(), delivery.sequence()));
    }

    private static void complained(Delivery<IssueCalledFor> delivery, CalledForComplaints complaints) {
        var item = delivery.event().serviceItem();
        if (item != null) {
            complaints.complained(delivery.aggregateId(), item.code(), delivery.event().unit(), delivery.event().occurredAt(), delivery.sequence());
        }
    }
}
