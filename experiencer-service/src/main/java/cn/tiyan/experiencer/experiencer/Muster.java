package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Who is there to be asked along to an activity. Whoever was asked longest ago comes first, those never asked before all others:
 * so that it is not always the same people.
 */
@Component
public class Muster {

    /** When somebody was last asked. It is written beside all commands, and moves no version: nobody decides on it. */
    static final String LAST_ASKED = "lastAskedAt";
    static final String INDEX = "within-status-asked";

    private final MongoTemplate mongo;
    private final String collection;

    private record Chosen(@Id String id) {
    }

    Muster(MongoTemplate mongo) {
        this.mongo = mongo;
        this.collection = mongo.getCollectionName(Experiencer.class);
    }

    /** How many there are who serve on this day. */
    public int count(Selection selection, LocalDate servingOn, Instant now) {
        return Math.toIntExact(mongo.count(Query.query(criteria(selection, servingOn, now)), Experiencer.class));
    }

    /**
     * Their ids, whoever was asked longest ago first, then by id.
     *
     * @param most at most so many
     * @param except ids of those who are not meant
     */
    public List<String> choose(Selection selection, LocalDate servingOn, Instant now, int most, Set<String> except) {
        List<String> chosen = new ArrayList<>();
        Query query = Query.query(criteria(selection, servingOn, now)).with(Sort.by(LAST_ASKED, "_id")).withHint(INDEX).cursorBatchSize(1000);
        query.fields().include("_id");
        try (Stream<Chosen> found = mongo.stream(query, Chosen.class, collection)) {
            found.map(Chosen::id).filter(id -> !except.contains(id)).limit(most).forEach(chosen::add);
        }
        return chosen;
    }

    /** Those of these who still serve on this day. */
    public List<Member> serving(Collection<String> ids, LocalDate on) {
        return members(serving(on).and("_id").in(ids));
    }

    /** These, whether they still serve or not. */
    public List<Member> members(Collection<String> ids) {
        return members(Criteria.where("_id").in(ids));
    }

    /** Ids of the records that are about the caller: those that name the caller's account. */
    public List<String> of(Caller caller) {
        return mongo.find(Query.query(Criteria.where("owner").is(caller.account())), Member.class, collection).stream().map(Member::id).toList();
    }

    /** The records that are about the caller and by which the caller serves on this day; one, as a rule. */
    public List<Member> serving(Caller caller, LocalDate on) {
        return members(serving(on).and("owner").is(caller.account()));
    }

    /** Remembers that these were asked at this time; later times win, and being told again changes nothing. */
    public void asked(Collection<String> ids, Instant at) {
        mongo.updateMulti(Query.query(Criteria.where("_id").in(ids)), new Update().max(LAST_ASKED, at), Experiencer.class);
    }

    private List<Member> members(Criteria criteria) {
        return mongo.find(Query.query(criteria), Member.class, collection);
    }

    private static Criteria criteria(Selection selection, LocalDate servingOn, Instant now) {
        List<Criteria> all = new ArrayList<>();
        all.add(serving(servingOn).and("within").is(selection.unit()));
        if (!selection.notWithin().isEmpty()) {
            all.add(Criteria.where("within").nin(selection.notWithin()));
        }
        if (!selection.categories().isEmpty()) {
            all.add(Criteria.where("category").in(selection.categories()));
        }
        if (!selection.ageBands().isEmpty()) {
            all.add(Criteria.where("ageBand").in(selection.ageBands()));
        }
        if (!selection.fields().isEmpty()) {
            all.add(Criteria.where("field").in(selection.fields()));
        }
        if (selection.notAskedForDays() != null) {
            all.add(Criteria.where(LAST_ASKED).not().gt(now.minus(Duration.ofDays(selection.notAskedForDays()))));
        }
        return new Criteria().andOperator(all);
    }

    /** As {@link Experiencer#servesOn}; who is suspended now is left out, even of a day to come. */
    private static Criteria serving(LocalDate on) {
        return Criteria.where("status").is(ExperiencerStatus.APPOINTED)
                .and("tenures").elemMatch(Criteria.where("from").lte(on.toString()).and("to").gte(on.toString()));
    }
}
