package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.walkthrough.authenticity.Walked.Found;
import cn.tiyan.walkthrough.authenticity.Walked.Passed;
import cn.tiyan.walkthrough.authenticity.Walked.Photo;
import cn.tiyan.walkthrough.catalogue.Bundles;
import cn.tiyan.walkthrough.photo.Photos;
import cn.tiyan.walkthrough.plan.Plans;
import cn.tiyan.walkthrough.walkthrough.SessionStatus;
import cn.tiyan.walkthrough.walkthrough.Sessions;
import cn.tiyan.walkthrough.walkthrough.Step;
import cn.tiyan.walkthrough.walkthrough.StepResult;
import cn.tiyan.walkthrough.walkthrough.StoredPhoto;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Reads walkthroughs as they are on record. */
@Component
class RecordedWalkthroughs implements Finished {

    private final AggregateStore store;
    private final Sessions sessions;
    private final Photos photos;
    private final Plans plans;
    private final Bundles bundles;
    private final MongoTemplate mongo;

    RecordedWalkthroughs(AggregateStore store, Sessions sessions, Photos photos, Plans plans, Bundles bundles, MongoTemplate mongo) {
        this.store = store;
        this.plans = plans;
        this.bundles = bundles;
        this.mongo = mongo;
        this.sessions = sessions;
        this.photos = photos;
    }

    @Override
    public Optional<Walked> finished(String id) {
        return store.find(Walkthrough.class, id).flatMap(this::walked);
    }

    @Override
    public Walked finished(String id, Caller caller) {
        return walked(store.get(Walkthrough.class, id, caller)).orElseThrow(() -> Refusal.notFound("走流程 " + id + " 尚未完成"));
    }

    /** What is read of a walkthrough for its words; entries, history and photos are much more. */
    record Words(@Id String id, @Nullable Instant finishedAt, ServiceItemRef serviceItem, List<Noted> steps, List<Observed> findings) {

        /** A step. */
        record Noted(@Nullable String note, @Nullable String citizenWords) {
        }

        /** A finding. */
        record Observed(@Nullable String text) {
        }

        Written written() {
            return new Written(id, serviceItem.name(), Stream.concat(steps.stream().flatMap(step -> Stream.of(step.note, step.citizenWords)),
                    findings.stream().map(Observed::text)).filter(Objects::nonNull).<String>map(text -> text).toList());
        }
    }

    @Override
    public List<Written> written(Collection<String> ids) {
        Query query = Query.query(Criteria.where("_id").in(ids));
        query.fields().include("finishedAt", "serviceItem", "steps.note", "steps.citizenWords", "findings.text");
        return mongo.find(query, Words.class, mongo.getCollectionName(Walkthrough.class)).stream().filter(words -> words.finishedAt != null)
                .map(Words::written).toList();
    }

    @Override
    public Optional<InputStream> photo(String sha256) {
        return Optional.of(photos.open(sha256));
    }

    @Override
    public void sendBack(String id, String reason, Caller by) {
        Walkthrough walkthrough = store.get(Walkthrough.class, id, by);
        if (walkthrough.status() != SessionStatus.RETURNED) {
            sessions.review(id, false, reason, by, walkthrough.version());
        }
    }

    private Optional<Walked> walked(Walkthrough walkthrough) {
        Instant finishedAt = walkthrough.finishedAt();
        if (finishedAt == null) {
            return Optional.empty();
        }
        // A session is stored when it begins, and all of it is here when it ends.
        Instant handedInAt = walkthrough.createdAt().isAfter(finishedAt) ? walkthrough.createdAt() : finishedAt;
        return Optional.of(new Walked(walkthrough.id(), Objects.requireNonNull(walkthrough.owner()), walkthrough.unit(), walkthrough.within(), walkthrough.serviceItem(),
                bundles.joining(walkthrough.aboutUnit(), walkthrough.serviceItem().code()), walkthrough.channel(), walkthrough.aboutUnit(), walkthrough.announced(), walkthrough.startedAt(), finishedAt, handedInAt,
                walkthrough.planEntryId().flatMap(plans::lastDay).orElse(null),
                walkthrough.steps().stream().map(RecordedWalkthroughs::passed).toList(),
                walkthrough.findings().stream().map(finding -> new Found(finding.observedAt(), finding.kind().issue().isPresent(), finding.text())).toList(),
                photos(walkthrough.photos())));
    }

    /** By the number by which they are spoken of; when they were taken is not known. */
    private static List<Photo> photos(List<StoredPhoto> stored) {
        return IntStream.range(0, stored.size()).mapToObj(i -> new Photo("第 " + (i + 1) + " 张", null, stored.get(i).sha256())).toList();
    }

    private static Passed passed(Step step) {
        return new Passed(step.name(), step.startedAt(), step.finishedAt(), step.result() == StepResult.PASSED, step.materials().size(), step.promisedMinutes(),
                Stream.of(step.note(), step.citizenWords()).filter(Objects::nonNull).<String>map(text -> text).toList());
    }
}
