package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finished walkthrough, as far as its authenticity is concerned.
 *
 * @param id of the walkthrough
 * @param walker account
 * @param unit code of the walker's unit
 * @param within codes from the province down to that unit
 * @param bundles the 一件事 of which the item is part where it was walked
 * @param place code of the unit where it was walked in person; absent where that is not known
 * @param announced whether those walked in on knew of it
 * @param handedInAt when this service first had all of it; walkthroughs are compared only with those handed in before
 * @param dueOn last day of the plan it was part of, if it was part of one
 */
public record Walked(String id, String walker, String unit, List<String> within, ServiceItemRef item, List<String> bundles, Channel channel,
        @Nullable String place, boolean announced, Instant startedAt, Instant finishedAt, Instant handedInAt, @Nullable LocalDate dueOn,
        List<Passed> steps, List<Found> findings, List<Photo> photos) {

    /**
     * A step.
     *
     * @param passed whether it went through: what fails may well fail at once
     * @param materials how many were asked for
     * @param promisedMinutes how long it was promised to take, where anything was promised
     * @param texts what the walker wrote and the citizen said
     */
    public record Passed(String name, Instant startedAt, Instant finishedAt, boolean passed, int materials, @Nullable Integer promisedMinutes,
            List<String> texts) {
    }

    /**
     * A finding.
     *
     * @param callsForIssue whether it is a problem or a demand
     */
    public record Found(Instant at, boolean callsForIssue, String text) {
    }

    /**
     * A photo.
     *
     * @param name by which the walkthrough knows it
     * @param at when it was taken, if known
     * @param sha256 of its bytes, in hexadecimal
     */
    public record Photo(String name, @Nullable Instant at, String sha256) {
    }

    /** All that was written, in order. */
    List<String> texts() {
        return Stream.concat(steps.stream().flatMap(step -> step.texts().stream()), findings.stream().map(Found::text)).toList();
    }

    /** Whether somebody had to be there. */
    boolean inPerson() {
        return channel == Channel.COUNTER || channel == Channel.KIOSK;
    }

    /** Where somebody had to be, if anywhere that is known. */
    Optional<String> presence() {
        return inPerson() ? Optional.ofNullable(place) : Optional.empty();
    }

    /** The units whose offices look at it: all above the walker's own; the province has none above, so its own office does. */
    List<String> overseers() {
        return within.size() == 1 ? within : within.subList(0, within.size() - 1);
    }
}
