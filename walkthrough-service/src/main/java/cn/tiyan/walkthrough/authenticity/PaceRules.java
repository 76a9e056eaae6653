package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.walkthrough.authenticity.AuthenticityPolicy.Pace;
import cn.tiyan.walkthrough.authenticity.Print.Span;
import cn.tiyan.walkthrough.authenticity.Walked.Passed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Faster than anybody can be. */
final class PaceRules {

    private static final int AREA = 6;
    private static final int CITY = 4;

    private PaceRules() {
    }

    /** Steps in which nobody could have read and filled in anything. */
    static Optional<Trigger> steps(Walked walked, Known known, AuthenticityPolicy policy) {
        Pace pace = policy.pace();
        List<Passed> passed = walked.steps().stream().filter(Passed::passed).toList();
        List<Passed> fast = passed.stream().filter(step -> longest(step).toSeconds() < least(step, walked, pace)).toList();
        if (fast.size() < 2 || fast.size() < pace.fastShare() * passed.size()) {
            return Optional.empty();
        }
        Passed first = fast.getFirst();
        return Optional.of(Trigger.of("办成的 %d 个步骤中有 %d 个快于常人，例如“%s”用时 %d 秒（阈值：不少于 %d 秒）".formatted(passed.size(), fast.size(),
                Said.cut(first.name()), Duration.between(first.startedAt(), first.finishedAt()).toSeconds(), least(first, walked, pace))));
    }

    private static int least(Passed step, Walked walked, Pace pace) {
        return (walked.inPerson() ? pace.inPersonSeconds() : pace.onlineSeconds()) + step.materials() * pace.materialSeconds();
    }

    /** Times written down by the minute may each hide most of one. */
    private static Duration longest(Passed step) {
        Duration written = Duration.between(step.startedAt(), step.finishedAt());
        return wholeMinute(step.startedAt()) && wholeMinute(step.finishedAt()) ? written.plusSeconds(59) : written;
    }

    private static boolean wholeMinute(Instant at) {
        return at.getEpochSecond() % 60 == 0 && at.getNano() == 0;
    }

    /** More words than can be written in the time. */
    static Optional<Trigger> writing(Walked walked, Known known, AuthenticityPolicy policy) {
        long characters = walked.texts().stream().mapToLong(text -> text.codePointCount(0, text.length())).sum();
        double minutes = Math.max(1, Duration.between(walked.startedAt(), walked.handedInAt()).toSeconds() / 60.0);
        double pace = characters / minutes;
        return pace <= policy.pace().charactersPerMinute() ? Optional.empty()
                : Optional.of(Trigger.of("从开始到提交 %d 分钟内录入 %d 字，平均每分钟 %d 字（阈值：%d 字）".formatted(Math.round(minutes), characters,
                        Math.round(pace), policy.pace().charactersPerMinute())));
    }

    /** Steps of two walkthroughs at once. */
    static Optional<Trigger> overlap(Walked walked, Known known, AuthenticityPolicy policy) {
        Duration most = Duration.ofMinutes(policy.pace().overlapMinutes());
        List<Span> own = Print.busy(walked);
        Trigger worst = null;
        Duration longest = most;
        for (Print other : known.around()) {
            boolean together = walked.bundles().stream().anyMatch(other.bundles()::contains);
            Duration shared = together ? Duration.ZERO : shared(own, other.busy());
            if (shared.compareTo(longest) > 0) {
                longest = shared;
                worst = Trigger.with(other.id(), "与本人另一次走流程 %s 的步骤重叠 %s（阈值：%s）".formatted(other.id(), Said.time(shared), Said.time(most)));
            }
        }
        return Optional.ofNullable(worst);
    }

    /** For how long both were busy; the spans of each are in order and apart. */
    static Duration shared(List<Span> one, List<Span> other) {
        Duration shared = Duration.ZERO;
        int i = 0;
        int k = 0;
        while (i < one.size() && k < other.size()) {
            Instant from = later(one.get(i).from(), other.get(k).from());
            Instant to = earlier(one.get(i).to(), other.get(k).to());
            if (from.isBefore(to)) {
                shared = shared.plus(Duration.between(from, to));
            }
            if (one.get(i).to().isBefore(other.get(k).to())) {
                i++;
            } else {
                k++;
            }
        }
        return shared;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** From one place to another in no time. */
    static Optional<Trigger> travel(Walked walked, Known known, AuthenticityPolicy policy) {
        Optional<String> here = walked.presence();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        for (Print other : known.around()) {
            String there = other.place();
            if (there == null || there.substring(0, AREA).equals(here.get().substring(0, AREA))) {
                continue;
            }
            boolean sameCity = there.substring(0, CITY).equals(here.get().substring(0, CITY));
            Duration least = Duration.ofMinutes(sameCity ? policy.pace().countyMinutes() : policy.pace().cityMinutes());
            Duration between = Duration.between(earlier(walked.finishedAt(), other.finishedAt()), later(walked.startedAt(), other.startedAt()));
            if (between.compareTo(least) < 0) {
                return Optional.of(Trigger.with(other.id(), "与本人另一次走流程 %s 分处 %s 和 %s，间隔只有 %s（阈值：%s至少 %s）".formatted(other.id(), here.get(),
                        there, Said.time(between.isNegative() ? Duration.ZERO : between), sameCity ? "跨县区" : "跨市", Said.time(least))));
            }
        }
        return Optional.empty();
    }
}
