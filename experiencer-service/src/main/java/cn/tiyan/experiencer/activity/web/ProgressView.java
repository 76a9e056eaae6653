package cn.tiyan.experiencer.activity.web;

import cn.tiyan.experiencer.activity.Activities.Progress;
import cn.tiyan.experiencer.activity.Round;
import cn.tiyan.experiencer.experiencer.Selection;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far inviting has come.
 *
 * @param version the ETag's number
 * @param done whether everybody asked for is invited
 * @param invited how many are, of all rounds
 */
record ProgressView(long version, boolean done, int invited, List<RoundView> rounds) {

    /**
     * One round.
     *
     * @param most at most so many
     * @param chosen how many were chosen; absent until all are invited
     * @param invited how many are invited so far
     */
    record RoundView(int number, Selection selection, int most, String by, Instant at, @Nullable Integer chosen, int invited, @Nullable Instant doneAt) {
    }

    static ProgressView of(Progress progress) {
        List<Round> rounds = progress.activity().rounds();
        List<RoundView> views = IntStream.range(0, rounds.size()).mapToObj(at -> {
            Round round = rounds.get(at);
            return new RoundView(round.number(), round.selection(), round.most(), round.by(), round.at(), round.chosen(), progress.storedOf().get(at), round.doneAt());
        }).toList();
        return new ProgressView(progress.activity().version(), rounds.stream().allMatch(Round::done), views.stream().mapToInt(RoundView::invited).sum(), views);
    }
}
