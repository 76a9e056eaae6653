package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.platform.privacy.Personal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Who serves as an experiencer on a day. Whoever asks has made sure that the caller may see the unit. */
@Component
public class Serving {

    private final MongoTemplate mongo;

    Serving(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * Somebody who serves, without what is personal.
     *
     * @param certificate number of the certificate
     */
    public record Member(@Id String id, String unit, ExperiencerCategory category, AgeBand ageBand, String field, @Nullable String certificate) {
    }

    /**
     * Who somebody is.
     *
     * @param name null once erased
     * @param phone null once erased
     */
    public record Person(@Id String id, @Nullable Personal name, @Nullable Personal phone) {
    }

    private record Identifier(@Id String id) {
    }

    /** Those of a unit and all below it, by unit and certificate. A province has some twenty thousand. */
    public List<Member> members(String unit, LocalDate day) {
        Query query = Query.query(serving(unit, day));
        query.fields().include("unit", "category", "ageBand", "field", "certificate");
        try (Stream<Member> members = mongo.query(Member.class).inCollection(collection()).matching(query).stream()) {
            return members.sorted(Comparator.comparing(Member::unit).thenComparing(member -> member.certificate() == null ? "" : member.certificate())
                    .thenComparing(Member::id)).toList();
        }
    }

    /** The identifiers of the same. */
    public Set<String> ids(String unit, LocalDate day) {
        Query query = Query.query(serving(unit, day));
        query.fields().include("_id");
        Set<String> ids = new HashSet<>();
        try (Stream<Identifier> found = mongo.query(Identifier.class).inCollection(collection()).matching(query).stream()) {
            found.forEach(identifier -> ids.add(identifier.id()));
        }
        return ids;
    }

    /** How many serve in just this unit. */
    public long countOf(String unit, LocalDate day) {
        return mongo.count(Query.query(serving(unit, day).and("unit").is(unit)), collection());
    }

    /** By the outer days of all tenures the database finds them; of the few with a gap the tenures decide. */
    private static Criteria serving(String unit, LocalDate day) {
        String text = day.toString();
        return Criteria.where("within").is(unit).and("servedFrom").lte(text).and("servedTo").gte(text)
                .and("tenures").elemMatch(Criteria.where("from").lte(text).and("to").gte(text));
    }

    /** Who these are, by id. */
    public Map<String, Person> people(Collection<String> ids) {
        Query query = Query.query(Criteria.where("_id").in(ids));
        query.fields().include("name", "phone");
        Map<String, Person> people = new HashMap<>();
        mongo.find(query, Person.class, collection()).forEach(person -> people.put(person.id(), person));
        return people;
    }

    private String collection() {
        return mongo.getCollectionName(Experiencer.class);
    }
}
