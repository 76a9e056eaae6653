package cn.tiyan.experiencer.experiencer;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Hands out certificate numbers, counted by unit and year. A number is never given twice; one is lost where the appointment it
 * was taken for failed in the end, which only a change by somebody else in the same moment, or an outage, can bring about.
 */
@Component
class Certificates {

    private final MongoTemplate mongo;

    Certificates(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** How many numbers of a unit and year have been handed out. */
    @Document("certificate_counter")
    record Counter(@Id String id, int last) {
    }

    /** The next number, such as {@code TY-210100-2026-0001}. */
    String next(String unit, int year) {
        return next(unit, year, 1).getFirst();
    }

    /** The next so many numbers, taken at once. */
    List<String> next(String unit, int year, int many) {
        String series = unit + "-" + year;
        int last = count(series, many);
        return IntStream.rangeClosed(last - many + 1, last).mapToObj(number -> "TY-%s-%04d".formatted(series, number)).toList();
    }

    private int count(String series, int many) {
        try {
            return increment(series, many);
        } catch (DuplicateKeyException e) {
            // Two first ones at once: the counter is there now.
            return increment(series, many);
        }
    }

    private int increment(String series, int many) {
        Counter counter = mongo.findAndModify(Query.query(Criteria.where("_id").is(series)), new Update().inc("last", many),
                FindAndModifyOptions.options().upsert(true).returnNew(true), Counter.class);
        return Objects.requireNonNull(counter).last();
    }
}
