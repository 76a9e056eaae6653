package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.walkthrough.authenticity.Walked.Found;
import cn.tiyan.walkthrough.authenticity.Walked.Passed;
import cn.tiyan.walkthrough.walkthrough.Step;
import cn.tiyan.walkthrough.walkthrough.StepResult;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads walkthroughs as they are on record. */
@Component
class RecordedSessions implements Sessions {

    private final AggregateStore store;

    RecordedSessions(AggregateStore store) {
        this.store = store;
    }

    @Override
    public Optional<Walked> finished(String id) {
        return store.find(Walkthrough.class, id).flatMap(RecordedSessions::walked);
    }

    @Override
    public Walked finished(String id, Caller caller) {
        return walked(store.get(Walkthrough.class, id, caller)).orElseThrow(() -> Refusal.notFound("走流程 " + id + " 尚未完成"));
    }

    @Override
    public Optional<InputStream> photo(String sha256) {
        return Optional.empty();
    }

    /** Where it was walked, which one thing it was part of and how long its plan runs is not on record yet, nor are photos. */
    private static Optional<Walked> walked(Walkthrough walkthrough) {
        Instant finishedAt = walkthrough.finishedAt();
        if (finishedAt == null) {
            return Optional.empty();
        }
        // A session is stored when it begins, and all of it is here when it ends.
        Instant handedInAt = walkthrough.createdAt().isAfter(finishedAt) ? walkthrough.createdAt() : finishedAt;
        return Optional.of(new Walked(walkthrough.id(), Objects.requireNonNull(walkthrough.owner()), walkthrough.unit(), walkthrough.within(), walkthrough.serviceItem(),
                null, walkthrough.channel(), null, walkthrough.announced(), walkthrough.startedAt(), finishedAt, handedInAt, null,
                walkthrough.steps().stream().map(RecordedSessions::passed).toList(),
                walkthrough.findings().stream().map(finding -> new Found(finding.observedAt(), finding.kind().issue().isPresent(), finding.text())).toList(),
                List.of()));
    }

    private static Passed passed(Step step) {
        return new Passed(step.name(), step.startedAt(), step.finishedAt(), step.result() == StepResult.PASSED, step.materials().size(), step.promisedMinutes(),
                Stream.of(step.note(), step.citizenWords()).filter(Objects::nonNull).<String>map(text -> text).toList());
    }
}
