package cn.tiyan.experiencer.contribution.messaging;

import cn.tiyan.contracts.activity.ActivityHeld;
import cn.tiyan.contracts.experiencer.ExperiencerAppointed;
import cn.tiyan.contracts.experiencer.ExperiencerStatusChanged;
import cn.tiyan.contracts.publicity.PublicityRecorded;
import cn.tiyan.contracts.report.ExperienceReportRecorded;
import cn.tiyan.contracts.report.SuggestionAnswered;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.experiencer.activity.Participations;
import cn.tiyan.experiencer.contribution.Contributions;
import cn.tiyan.platform.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Folds what experiencers did, and what came of it. What becomes of an issue reaches the ledger with the report that follows it. */
@Configuration(proxyBeanMethods = false)
class ContributionSubscription {

    @Bean
    Subscription contributionEvents(Contributions contributions, Participations participations) {
        return Subscription.named("contributions")
                .on(ExperiencerAppointed.class, delivery -> contributions.changed(delivery.aggregateId()))
                .on(ExperiencerStatusChanged.class, delivery -> contributions.changed(delivery.aggregateId()))
                .on(ExperienceReportRecorded.class, delivery -> contributions.reported(delivery.aggregateId()))
                .on(SuggestionAnswered.class, delivery -> contributions.reported(delivery.aggregateId()))
                .on(PublicityRecorded.class, delivery -> contributions.published(delivery.event(), delivery.sequence(), delivery.time()))
                .on(ActivityHeld.class, delivery -> participations.came(delivery.aggregateId())
                        .forEach(experiencer -> contributions.active(experiencer, delivery.time())))
                .on(WalkthroughRecorded.class, delivery -> {
                    if (delivery.event().experiencerId() != null) {
                        contributions.active(delivery.event().experiencerId(), delivery.event().startedAt());
                    }
                });
    }
}
