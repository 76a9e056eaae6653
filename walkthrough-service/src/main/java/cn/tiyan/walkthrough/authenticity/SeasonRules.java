package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.time.China;
import cn.tiyan.walkthrough.authenticity.AuthenticityPolicy.Cluster;
import cn.tiyan.walkthrough.authenticity.Walked.Found;
import cn.tiyan.walkthrough.authenticity.Walked.Passed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When it was walked, who knew of it, and what citizens said meanwhile. */
final class SeasonRules {

    private SeasonRules() {
    }

    /** 明察. */
    static Optional<Trigger> announced(Walked walked, Known known, AuthenticityPolicy policy) {
        return walked.announced() ? Optional.of(Trigger.of("本次走流程事先告知了被走访单位")) : Optional.empty();
    }

    /** Much of the unit's walking is done in the last days, and this is part of it. */
    static Optional<Trigger> cluster(Walked walked, Known known, AuthenticityPolicy policy) {
        Cluster cluster = policy.cluster();
        LocalDate deadline = deadline(walked, policy).orElse(null);
        if (deadline == null) {
            return Optional.empty();
        }
        LocalDate from = deadline.minusDays(cluster.periodDays());
        long late = known.ended(deadline.minusDays(cluster.days() - 1L), deadline);
        long all = known.ended(from, deadline);
        double least = walked.announced() ? cluster.announcedShare() : cluster.share();
        return late < cluster.least() || late < least * all ? Optional.empty()
                : Optional.of(Trigger.of("本单位 %s 至 %s 的 %d 次走流程中，%d 次（%s）集中在截止前 %d 天（阈值：不少于 %d 次且不低于 %s）".formatted(from, deadline, all,
                        late, Said.percent((double) late / all), cluster.days(), cluster.least(), Said.percent(least))));
    }

    /** The deadline in whose last days it ended, if in those of one; the next, if of several. */
    private static Optional<LocalDate> deadline(Walked walked, AuthenticityPolicy policy) {
        LocalDate ended = China.day(walked.finishedAt());
        return Stream.concat(policy.cluster().deadlineDays().stream().map(day -> day.atYear(ended.getYear())), Stream.ofNullable(walked.dueOn()))
                .filter(day -> !ended.isAfter(day) && ended.isAfter(day.minusDays(policy.cluster().days()))).min(Comparator.naturalOrder());
    }

    /** When it is known how much was left to the last days, and phones had a day to hand in what they recorded; empty where it ended at another time. */
    static Optional<Instant> settled(Walked walked, AuthenticityPolicy policy) {
        return deadline(walked, policy).map(day -> China.begins(day.plusDays(2)));
    }

    /** Nothing found where citizens complain. */
    static Optional<Trigger> perfect(Walked walked, Known known, AuthenticityPolicy policy) {
        if (walked.findings().stream().anyMatch(Found::callsForIssue) || !walked.steps().stream().allMatch(Passed::passed)) {
            return Optional.empty();
        }
        int least = walked.announced() ? policy.perfect().announcedComplaints() : policy.perfect().complaints();
        long complaints = known.complaints(walked.finishedAt().minus(Duration.ofDays(policy.perfect().days())), walked.finishedAt());
        return complaints < least ? Optional.empty()
                : Optional.of(Trigger.of("没有发现任何问题，而此前 %d 天内群众对“%s”的反映有 %d 件（阈值：%s%d 件）".formatted(policy.perfect().days(),
                        Said.cut(walked.item().name()), complaints, walked.announced() ? "事先告知的 " : "", least)));
    }
}
