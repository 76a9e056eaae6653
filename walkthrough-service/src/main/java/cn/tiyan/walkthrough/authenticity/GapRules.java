package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.time.China;
import cn.tiyan.walkthrough.authenticity.Walked.Found;
import cn.tiyan.walkthrough.authenticity.Walked.Photo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Hours without an entry. */
final class GapRules {

    private GapRules() {
    }

    /** The longest gap between two entries of one day; a night in between is none, and neither is waiting for what was promised. */
    static Optional<Trigger> longest(Walked walked, Known known, AuthenticityPolicy policy) {
        List<Instant> entries = Stream.of(Stream.of(walked.startedAt(), walked.finishedAt()),
                        walked.steps().stream().flatMap(step -> Stream.of(step.startedAt(), step.finishedAt())),
                        walked.findings().stream().map(Found::at), walked.photos().stream().map(Photo::at).filter(Objects::nonNull))
                .<Instant>flatMap(times -> times).sorted().toList();
        Duration least = Duration.ofHours(policy.gapHours());
        Trigger worst = null;
        Duration longest = least;
        for (int i = 1; i < entries.size(); i++) {
            Instant from = entries.get(i - 1);
            Instant to = entries.get(i);
            Duration gap = Duration.between(from, to);
            if (gap.compareTo(longest) >= 0 && China.day(from).equals(China.day(to)) && !promised(walked, from, to, gap)) {
                longest = gap;
                worst = Trigger.of("%s 至 %s 共 %s没有任何记录（阈值：%s）".formatted(Said.minute(from), Said.minute(to), Said.time(gap), Said.time(least)));
            }
        }
        return Optional.ofNullable(worst);
    }

    private static boolean promised(Walked walked, Instant from, Instant to, Duration gap) {
        return walked.steps().stream().anyMatch(step -> !step.startedAt().isAfter(from) && !step.finishedAt().isBefore(to)
                && step.promisedMinutes() != null && step.promisedMinutes() >= gap.toMinutes());
    }
}
