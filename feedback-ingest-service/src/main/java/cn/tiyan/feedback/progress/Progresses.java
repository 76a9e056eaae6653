package cn.tiyan.feedback.progress;

import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.aggregate.AggregateStore;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /** Takes in what became of issues, in this order; what was taken in before changes nothing. */
    public void take(List<Turn> turns) {
        Set<String> issues = turns.stream().map(Turn::issue).collect(Collectors.toSet());
        Map<String, Origin> from = origins.of(turns.stream().flatMap(turn -> turn.feedback().stream()).collect(Collectors.toSet()));
        Map<String, Progress> known = AggregateStore.whileStale(TRIES, () -> {
            Map<String, Progress> read = stored.find(issues);
            if (!stored.save(turned(turns, from, read))) {
                throw Refusal.stale();
            }
            return read;
        });
        // What follows is done for events read again, too: they may be those a crash came after.
        Set<String> moved = stored.follow(issues);
        known.values().stream().filter(progress -> progress.survivor() != null).map(Progress::issue).forEach(moved::add);
        refresh(moved);
    }

    private List<Progress> turned(List<Turn> turns, Map<String, Origin> from, Map<String, Progress> known) {
        var turned = new LinkedHashSet<Progress>();
        for (Turn turn : turns) {
            Progress progress = known.computeIfAbsent(turn.issue(), Progress::new);
            boolean learned = turn.feedback().map(from::get).filter(progress::cameFrom).isPresent();
            if (progress.turns(turn.sequence(), turn.after(), turn.survivor()) || learned) {
                turned.add(progress);
            }
        }
        turned.forEach(progress -> show(progress, known));
        return List.copyOf(turned);
    }

    /**
     * Shows what the issues say these go on as. Looked at once more after it is written which ones those are: whoever changes one of
     * them from then on finds these, whoever did before is seen by the second look.
     */
    private void refresh(Set<String> issues) {
        if (issues.isEmpty()) {
            return;
        }
        for (int looked = 0; looked < TRIES; looked++) {
            Map<String, Progress> known = stored.find(issues);
            List<Progress> changed = known.values().stream().filter(progress -> show(progress, known)).toList();
            if (changed.isEmpty()) {
                return;
            }
            stored.save(changed);
        }
        throw Refusal.stale();
    }

    /**
     * @param known those at hand; others are read
     * @return whether anything that is shown is new
     */
    private boolean show(Progress progress, Map<String, Progress> known) {
        Standing own = Objects.requireNonNull(progress.own());
        List<String> along = new ArrayList<>();
        Progress at = progress;
        while (at.survivor() != null && along.size() < LONGEST_CHAIN && !along.contains(at.survivor())) {
            along.add(at.survivor());
            Progress next = known.containsKey(at.survivor()) ? known.get(at.survivor()) : stored.find(at.survivor()).orElse(null);
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
        return AggregateStore.whileStale(TRIES, () -> {
            Progress progress = stored.givenUp(caller, feedback).orElseThrow(() -> Refusal.notFound("没有推送失败的进展：" + feedback));
            progress.replay(clock.instant());
            if (!stored.save(progress)) {
                throw Refusal.stale();
            }
            return progress;
        });
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
            replayed += stored.save(progress) ? 1 : 0;
        }
        return replayed;
    }
}
