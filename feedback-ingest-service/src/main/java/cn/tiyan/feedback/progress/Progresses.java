package cn.tiyan.feedback.progress;

import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows issues, and says how those stand that feedback led to. */
@Component
public class Progresses {

    /** Longer chains of mergers do not arise. */
    private static final int LONGEST_CHAIN = 32;
    private static final int TRIES = 20;
    private static final int REPLAYED_AT_ONCE = 500;

    private final StoredProgress stored;
    private final Origins origins;
    private final Senders senders;
    private final Organisation organisation;
    private final Clock clock;

    Progresses(StoredProgress stored, Origins origins, Senders senders, Organisation organisation, Clock clock) {
        this.stored = stored;
        this.origins = origins;
        this.senders = senders;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * An issue was registered for a piece of feedback.
     *
     * @param sequence the event's number in the issue's life
     */
    public void registered(String issue, String feedback, long sequence, Standing standing) {
        Origin origin = origins.find(feedback).orElse(null);
        fold(issue, progress -> {
            boolean learned = origin != null && progress.cameFrom(origin);
            return progress.turns(sequence, _ -> standing, null) || learned;
        });
    }

    /**
     * An issue took a turn.
     *
     * @param turn given how it stood, or null where nothing was heard of it before
     * @param survivor the issue it goes on as, if it was merged away
     */
    public void turned(String issue, long sequence, UnaryOperator<@Nullable Standing> turn, @Nullable String survivor) {
        fold(issue, progress -> progress.turns(sequence, turn, survivor));
    }

    private void fold(String issue, Predicate<Progress> change) {
        // What follows is done for an event read again, too: it may be the one a crash came after.
        if (folded(issue, change).survivor() != null) {
            refresh(issue);
        }
        stored.follow(issue).forEach(this::refresh);
    }

    private Progress folded(String issue, Predicate<Progress> change) {
        for (int tried = 1; ; tried++) {
            Progress progress = stored.find(issue).orElseGet(() -> new Progress(issue));
            if (!change.test(progress)) {
                return progress;
            }
            int before = progress.revision();
            show(progress);
            if (stored.save(progress, progress.revision() > before)) {
                return progress;
            }
            stopAfter(tried);
        }
    }

    /**
     * Shows what the issues say it goes on as. Looked at once more after it is written which ones those are: whoever changes one of
     * them from then on finds this one, whoever did before is seen by the second look.
     */
    private void refresh(String issue) {
        for (int tried = 1; ; tried++) {
            Progress progress = stored.find(issue).orElseThrow();
            int before = progress.revision();
            if (!show(progress)) {
                return;
            }
            stored.save(progress, progress.revision() > before);
            stopAfter(tried);
        }
    }

    private boolean show(Progress progress) {
        Standing own = Objects.requireNonNull(progress.own());
        List<String> along = new ArrayList<>();
        Progress at = progress;
        while (at.survivor() != null && along.size() < LONGEST_CHAIN && !along.contains(at.survivor())) {
            along.add(at.survivor());
            Progress next = stored.find(at.survivor()).orElse(null);
            if (next == null) {
                break;
            }
            at = next;
        }
        Standing standing = at == progress ? own : Objects.requireNonNull(at.own()).asOf(own.registeredAt());
        return progress.show(standing, along, isWanted(progress, standing), clock.instant());
    }

    private boolean isWanted(Progress progress, Standing standing) {
        return progress.origin().flatMap(origin -> senders.webhookOf(origin.sender())).filter(webhook -> webhook.wants(standing.stage().name())).isPresent();
    }

    private static void stopAfter(int tries) {
        if (tries == TRIES) {
            throw Refusal.stale();
        }
    }

    /** How the issue stands that this piece of feedback led to, if one did. Whoever asks has made sure that the caller may see it. */
    public Optional<ProgressView> of(String feedback) {
        return stored.ofFeedback(feedback).flatMap(this::view);
    }

    /** The same for several pieces of feedback, by their ids; one that led to no issue is not in it. */
    public Map<String, ProgressView> of(Collection<String> feedback) {
        return stored.ofFeedback(feedback).stream().flatMap(progress -> view(progress).stream())
                .collect(Collectors.toMap(ProgressView::feedbackId, view -> view));
    }

    /** What changed in a period of all that a sender sent, oldest change first; each piece of feedback once, as it now stands. */
    public List<ProgressView> changed(String sender, Instant from, Instant to, int limit) {
        return stored.changed(sender, from, to, limit).stream().flatMap(progress -> view(progress).stream()).toList();
    }

    /**
     * What changed of all that a sender sent, oldest change first; each piece of feedback once, as it now stands.
     *
     * @param after {@link Page#next} of the page before; null begins at the beginning
     */
    public Page<ProgressView> changed(String sender, int limit, @Nullable String after) {
        return stored.changed(sender, limit, after).map(progress -> view(progress).orElseThrow());
    }

    /** As its sender may know it. */
    Optional<ProgressView> view(Progress progress) {
        Origin origin = progress.origin().orElse(null);
        Standing shown = progress.shown();
        if (origin == null || shown == null) {
            return Optional.empty();
        }
        String name = shown.unit() == null ? null : organisation.find(shown.unit()).map(Unit::name).orElse(null);
        return Optional.of(new ProgressView(origin.feedback(), origin.source(), origin.key(), progress.revision(), shown.stage(), shown.stage().words(),
                !progress.along().isEmpty(), shown.since(), shown.registeredAt(), shown.unit(), name, shown.dispatchedAt(), shown.closedAt(), shown.reason(),
                shown.solved(), shown.satisfaction()));
    }

    /** What could not be sent to a webhook and was given up, newest first. */
    public Page<Progress> givenUp(Caller caller, @Nullable String sender, int limit, @Nullable String after) {
        caller.require(Role.OPERATOR);
        return stored.givenUp(caller, sender, limit, after);
    }

    /** @throws Refusal not found, if it was not given up or is not the caller's to see */
    public Progress replay(Caller caller, String feedback) {
        caller.require(Role.OPERATOR);
        for (int tried = 1; ; tried++) {
            Progress progress = stored.givenUp(caller, feedback).orElseThrow(() -> Refusal.notFound("没有推送失败的进展：" + feedback));
            progress.replay(clock.instant());
            if (stored.save(progress, false)) {
                return progress;
            }
            stopAfter(tried);
        }
    }

    /**
     * All that was given up, or all of one sender.
     *
     * @return how many; where it is {@value #REPLAYED_AT_ONCE}, there may be more
     */
    public int replayAll(Caller caller, @Nullable String sender) {
        caller.require(Role.OPERATOR);
        int replayed = 0;
        for (Progress progress : stored.givenUp(caller, sender, REPLAYED_AT_ONCE, null).items()) {
            progress.replay(clock.instant());
            // Written meanwhile: it changed, and is due by that.
            replayed += stored.save(progress, false) ? 1 : 0;
        }
        return replayed;
    }
}
