package cn.tiyan.experiencer.report;

import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.platform.followup.Turn;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a finding: the issue it led to.
 *
 * @param issueId the issue
 * @param stage how far it has come
 * @param since when it came so far
 * @param settledAt when it was settled: closed, rejected, or closed with the issue it was merged into; null while it is open
 * @param survivorId the issue it goes on as, if it was merged
 * @param reason why it was rejected, if it was
 * @param unit code of the unit that was last given it to rectify
 * @param changes what changed for good because of it, in Chinese
 * @param askedAgain the look-backs of the newest settling, and answered ones from before
 * @param commonProblemId the common problem that was recognised in it, if one was (通过发现“一个问题”推动解决“一类问题”)
 */
public record Progress(String issueId, IssueStage stage, Instant since, @Nullable Instant settledAt, @Nullable String survivorId,
        @Nullable String reason, @Nullable String unit, List<String> changes, List<AskedAgain> askedAgain, @Nullable String commonProblemId) {

    /** People are asked in the morning. */
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    static Progress begun(String issueId, Instant at) {
        return new Progress(issueId, IssueStage.REGISTERED, at.truncatedTo(ChronoUnit.MILLIS), null, null, null, null, List.of(), List.of(), null);
    }

    /** @param days how many days after settling whoever reported is asked again */
    Progress after(Turn turn, List<Integer> days, Instant at) {
        Instant settled = turn.settledAt(settledAt, at);
        return new Progress(issueId, turn.stage(), at.truncatedTo(ChronoUnit.MILLIS), settled, turn.survivorId(), turn.reason(),
                turn.unit() == null ? unit : turn.unit(), changes, asking(turn, settled, days), commonProblemId);
    }

    private List<AskedAgain> asking(Turn turn, @Nullable Instant settled, List<Integer> days) {
        if (settled != null && settledAt != null) {
            return askedAgain;
        }
        Stream<AskedAgain> answered = askedAgain.stream().filter(asked -> asked.held() != null);
        if (settled == null || turn.stage() == IssueStage.REJECTED) {
            return answered.toList();
        }
        return Stream.concat(answered, days.stream().map(day -> AskedAgain.on(day,
                China.day(settled).plusDays(day).atTime(MORNING).atZone(China.ZONE).toInstant()))).toList();
    }

    Progress changed(String change) {
        var all = new ArrayList<>(changes);
        all.add(change);
        return new Progress(issueId, stage, since, settledAt, survivorId, reason, unit, List.copyOf(all), askedAgain, commonProblemId);
    }

    Progress partOf(String problemId) {
        return new Progress(issueId, stage, since, settledAt, survivorId, reason, unit, changes, askedAgain, problemId);
    }

    Progress with(List<AskedAgain> asked) {
        return new Progress(issueId, stage, since, settledAt, survivorId, reason, unit, changes, List.copyOf(asked), commonProblemId);
    }

    /** Whether it was settled by being solved: closed, itself or as the one it was merged into. */
    public boolean solved() {
        return settledAt != null && stage != IssueStage.REJECTED;
    }

    /** The look-back that waits for an answer; one that nobody answered gives way to the next. */
    public Optional<AskedAgain> awaited() {
        return askedAgain.reversed().stream().filter(asked -> asked.askedAt() != null).findFirst().filter(asked -> asked.held() == null);
    }
}
