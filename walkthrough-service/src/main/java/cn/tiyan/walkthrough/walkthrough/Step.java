package cn.tiyan.walkthrough.walkthrough;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a walkthrough, as it was gone through.
 *
 * @param name what the step is, such as 资料预审
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param result how it ended
 * @param materials what the applicant was asked to hand in
 * @param visits how many times the applicant had to come in person
 * @param promisedMinutes how long it was promised to take, where anything was promised
 * @param note the walker's own remarks
 * @param citizenWords what the citizen said, as they said it
 * @param coordination 业务协同情况, how those involved worked together
 * @param callBackResult 督导办: what the citizen who was called back said
 * @param solved 督导办: whether what was complained of is solved
 * @param setting where and how; absent where the walkthrough was recorded by one request
 */
public record Step(String name, Instant startedAt, Instant finishedAt, StepResult result, List<String> materials, int visits,
        @Nullable Integer promisedMinutes, @Nullable String note, @Nullable String citizenWords, @Nullable String coordination,
        @Nullable String callBackResult, @Nullable Boolean solved, @Nullable StepSetting setting) {

    /** The time the applicant spent, in whole minutes. */
    public long minutes() {
        return Duration.between(startedAt, finishedAt).toMinutes();
    }
}
