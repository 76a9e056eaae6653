package cn.tiyan.walkthrough.demand.messaging;

import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.report.ExperienceFindingRecorded;
import cn.tiyan.contracts.report.ExperienceReportRecorded;
import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.contracts.walkthrough.FindingRecorded;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.walkthrough.demand.Demand;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Both sides, and which items there are, each with a consumer group of its own. */
@Configuration(proxyBeanMethods = false)
class DemandSubscriptions {

    @Bean
    Subscription demandSubscription(Demand demand) {
        return Subscription.named("demand").together(demand.together())
                .on(FeedbackRecorded.class, demand::recorded)
                .on(IssueCalledFor.class, demand::calledFor)
                .on(FeedbackWithdrawn.class, demand::withdrawn);
    }

    @Bean
    Subscription supplySubscription(Demand demand) {
        return Subscription.named("supply").together(demand.together())
                .on(WalkthroughRecorded.class, demand::walked)
                .on(FindingRecorded.class, demand::found)
                .on(ExperienceReportRecorded.class, demand::tried)
                .on(ExperienceFindingRecorded.class, demand::foundByExperiencer);
    }

    @Bean
    Subscription cataloguedSubscription(Demand demand) {
        return Subscription.named("catalogued").together(demand.together()).on(ServiceItemChanged.class, demand::listed);
    }
}
