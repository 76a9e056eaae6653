package cn.tiyan.walkthrough.checklist;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** What offices add to the province's checkpoints: drafts, released and retired editions. */
@Component
public class Extensions {

    private static final Pattern VERSION = Pattern.compile("(\\d{6}(?:-[A-Z0-9]{1,16})?)\\.v([1-9]\\d{0,5})");
    private static final List<ExtensionStatus> RELEASED = List.of(ExtensionStatus.PUBLISHED, ExtensionStatus.RETIRED);

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Clock clock;

    Extensions(AggregateStore store, MongoTemplate mongo, Organisation organisation, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * What came of drafting.
     *
     * @param fresh false if the same had been handed in before; then nothing was added
     */
    public record Drafted(Extension extension, boolean fresh) {
    }

    private record Head(@Id String id, String unit, int number, ExtensionStatus status) {
    }

    /**
     * A draft of the caller's own unit's next version, of which there is one at a time.
     *
     * @param request derived from the request's key, so that a repeated request leads to the same draft
     * @throws Refusal forbidden; {@code draft-open}, {@code checkpoint-twice}
     */
    public Drafted draft(String request, Extension.Content content, Caller caller) {
        caller.require(ExtensionAction.EDITORS);
        Unit unit = organisation.require("unit", caller.unit());
        Head last = last(unit.code());
        if (last != null && last.status() == ExtensionStatus.DRAFT) {
            return repeated(last.id(), request, content);
        }
        var extension = new Extension(request, unit, last == null ? 1 : last.number() + 1, content, caller, clock.instant());
        try {
            return new Drafted(store.insert(extension), true);
        } catch (DuplicateKeyException e) {
            return repeated(extension.id(), request, content);
        }
    }

    private Drafted repeated(String id, String request, Extension.Content content) {
        Extension there = store.find(Extension.class, id).orElseThrow();
        if (there.isOf(request, content)) {
            return new Drafted(there, false);
        }
        throw Refusal.rule("draft-open", "本单位已有草稿 " + there.checklistVersion() + "，请修改或发布该草稿");
    }

    private @Nullable Head last(String unit) {
        return mongo.findOne(heads(Criteria.where("unit").is(unit)).with(Sort.by(Sort.Direction.DESC, "number")), Head.class, mongo.getCollectionName(Extension.class));
    }

    private static Query heads(Criteria criteria) {
        var query = Query.query(criteria);
        query.fields().include("unit", "number", "status");
        return query;
    }

    /** Those of the caller's unit and of units below it, newest first. */
    public Page<Extension> page(int limit, @Nullable String after, Caller caller) {
        caller.require(ExtensionAction.EDITORS);
        return store.page(Extension.class, caller.sees(), limit, after);
    }

    /** @throws Refusal not found in the caller's subtree */
    public Extension get(String id, Caller caller) {
        caller.require(ExtensionAction.EDITORS);
        return store.get(Extension.class, id, caller);
    }

    /** 修改. */
    public Extension revise(String id, Extension.Content content, long version, Caller caller) {
        return store.change(Extension.class, id, caller, version, extension -> extension.revise(content, caller, clock.instant()));
    }

    /** 发布. */
    public Extension publish(String id, long version, Caller caller) {
        Extension draft = get(id, caller);
        Map<String, Checkpoint> earlier = new HashMap<>();
        mongo.find(Query.query(Criteria.where("unit").is(draft.unit()).and("number").lt(draft.number()).and("status").in(RELEASED)).with(Sort.by("number")), Extension.class)
                .forEach(released -> released.checkpoints().forEach(checkpoint -> earlier.put(checkpoint.code(), checkpoint)));
        return store.change(Extension.class, id, caller, version, extension -> extension.publish(earlier, caller, clock.instant()));
    }

    /** 停用. */
    public Extension retire(String id, long version, Caller caller) {
        return store.change(Extension.class, id, caller, version, extension -> extension.retire(caller, clock.instant()));
    }

    /** What the units of this line have in force, in its order. */
    List<Edition> current(List<String> line) {
        Map<String, Head> newest = new HashMap<>();
        mongo.find(heads(Criteria.where("unit").in(line).and("status").in(RELEASED)), Head.class, mongo.getCollectionName(Extension.class))
                .forEach(head -> newest.merge(head.unit(), head, (one, other) -> one.number() > other.number() ? one : other));
        List<String> ids = newest.values().stream().filter(head -> head.status() == ExtensionStatus.PUBLISHED).map(Head::id).toList();
        List<Extension> found = new ArrayList<>(store.findAll(Extension.class, ids));
        found.sort(Comparator.comparingInt(extension -> line.indexOf(extension.unit())));
        return found.stream().map(Extension::edition).toList();
    }

    /** The edition of this version, if it was released. */
    Optional<Edition> released(String version) {
        Matcher named = VERSION.matcher(version);
        return named.matches()
                ? store.find(Extension.class, Extension.id(named.group(1), Integer.parseInt(named.group(2)))).filter(extension -> RELEASED.contains(extension.status())).map(Extension::edition)
                : Optional.empty();
    }
}
