package cn.tiyan.issue.commonproblem.messaging;

import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.commonproblem.SelfCheckAssigned;
import cn.tiyan.contracts.commonproblem.SelfCheckCompleted;
import cn.tiyan.contracts.commonproblem.SelfCheckOverdue;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.issue.commonproblem.CommonProblems;
import cn.tiyan.issue.commonproblem.Judged;
import cn.tiyan.issue.commonproblem.SelfChecks;
import cn.tiyan.issue.commonproblem.Sighting;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.messaging.Heard;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.UnknownReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps between aggregates. Each can be taken again without harm. */
@Configuration(proxyBeanMethods = false)
class CommonProblemSubscriptions {

    /** A merged or rejected issue is no case; one split off again is triaged again, which makes it one. */
    @Bean
    Subscription issuesAsCases(CommonProblems problems, Organisation organisation) {
        var heard = new Heard<Judged>(problems::take);
        return Subscription.named("cases").together(heard)
                .on(IssueTriaged.class, delivery -> heard.add(judged(delivery, sighting(delivery.event(), organisation))))
                .on(IssueRejected.class, delivery -> heard.add(judged(delivery, null)))
                .on(IssueMerged.class, delivery -> heard.add(judged(delivery, null)));
    }

    @Bean
    Subscription selfChecksToAssign(SelfChecks selfChecks) {
        return Subscription.named("self-checks").on(CommonProblemConfirmed.class, delivery -> selfChecks.assign(delivery.event()));
    }

    @Bean
    Subscription selfCheckProgress(CommonProblems problems) {
        return Subscription.named("self-check-progress")
                .on(SelfCheckAssigned.class, delivery -> problems.follow(delivery.event().problemId()))
                .on(SelfCheckCompleted.class, delivery -> problems.follow(delivery.event().problemId()))
                .on(SelfCheckOverdue.class, delivery -> problems.follow(delivery.event().problemId()));
    }

    private static Judged judged(Delivery<?> delivery, @Nullable Sighting sighting) {
        return new Judged(delivery.aggregateId(), delivery.sequence(), delivery.time(), sighting);
    }

    private static @Nullable Sighting sighting(IssueTriaged triaged, Organisation organisation) {
        if (triaged.unit() == null || triaged.serviceItem() == null || triaged.stage() == null || triaged.cause() == null) {
            return null;
        }
        Unit unit = organisation.find(triaged.unit())
                .orElseThrow(() -> new UnknownReference("unit", "没有编码为 " + triaged.unit() + " 的单位"));
        return new Sighting(unit, triaged.serviceItem(), triaged.stage(), triaged.dimension(), triaged.cause());
    }
}
