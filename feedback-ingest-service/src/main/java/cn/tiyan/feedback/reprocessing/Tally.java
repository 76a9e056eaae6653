package cn.tiyan.feedback.reprocessing;

import cn.tiyan.platform.messaging.FailureReason;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the arrivals that were read.
 *
 * @param folded folded, most of them without changing anything
 * @param waiting not folded, because their dead letters are open
 * @param discarded not folded, because their dead letters were discarded
 * @param failed could not be folded now; what they once led to stays as it is
 * @param unreadable no arrivals, or tampered with
 * @param failures the first of those that failed
 */
public record Tally(long folded, long waiting, long discarded, long failed, long unreadable, List<Failure> failures) {

    static final int FAILURES = 20;
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, List.of());

    /**
     * One that failed.
     *
     * @param receipt its receipt
     * @param reason why
     * @param explanation the same in a sentence
     */
    public record Failure(String receipt, FailureReason reason, String explanation) {
    }

    Tally plusFolded() {
        return new Tally(folded + 1, waiting, discarded, failed, unreadable, failures);
    }

    Tally plusWaiting() {
        return new Tally(folded, waiting + 1, discarded, failed, unreadable, failures);
    }

    Tally plusDiscarded() {
        return new Tally(folded, waiting, discarded + 1, failed, unreadable, failures);
    }

    Tally plusUnreadable(int more) {
        return new Tally(folded, waiting, discarded, failed, unreadable + more, failures);
    }

    Tally plusFailed(Failure failure) {
        List<Failure> first = failures;
        if (failures.size() < FAILURES) {
            first = new ArrayList<>(failures);
            first.add(failure);
        }
        return new Tally(folded, waiting, discarded, failed + 1, unreadable, first);
    }
}
