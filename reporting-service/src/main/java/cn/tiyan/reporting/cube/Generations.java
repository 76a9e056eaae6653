package cn.tiyan.reporting.cube;

import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;

/** Which generation answers questions. Another may be folded beside it. */
@Component
class Generations {

    static final String COLLECTION = "generation";
    static final String ID = "figures";
    static final String ANSWERING = "answering";
    /** How rows and cells of what answers are laid out, and what aggregates add to them. */
    static final String LAYOUT = "layout";
    /** Another number, and all is folded anew. */
    static final int LAYOUT_NOW = 4;

    private final MongoTemplate mongo;
    private volatile Generation answering;

    Generations(MongoTemplate mongo) {
        this.mongo = mongo;
        this.answering = answering(stored());
    }

    Generation answering() {
        return answering;
    }

    /**
     * Looks which one it is now: another instance may have changed it.
     *
     * @return all that is stored; null while there has been one only
     */
    @Nullable Document refresh() {
        Document stored = stored();
        answering = answering(stored);
        return stored;
    }

    /** What there is to know of generations; null while there has been one only. */
    @Nullable Document stored() {
        return mongo.getCollection(COLLECTION).find(new Document("_id", ID)).first();
    }

    private static Generation answering(@Nullable Document stored) {
        return stored == null ? Generation.FIRST : new Generation(Objects.requireNonNull(stored.getInteger(ANSWERING)));
    }

    /** What its questions need. */
    void index(Generation generation) {
        mongo.indexOps(generation.cells()).createIndex(new Index().named(Cube.FIGURES_INDEX).on("unit", Sort.Direction.ASC).on("period", Sort.Direction.ASC));
        mongo.indexOps(generation.cells()).createIndex(new Index().named("below").on("parent", Sort.Direction.ASC).on("period", Sort.Direction.ASC));
        mongo.indexOps(generation.items()).createIndex(new Index().named("pages").on("unit", Sort.Direction.ASC).on("period", Sort.Direction.ASC).on(Cube.PAGE, Sort.Direction.ASC));
        mongo.indexOps(generation.rows()).createIndex(new Index().named("shown").on(Row.SHOWN + ".within", Sort.Direction.ASC)
                .on(Row.SHOWN + ".subject", Sort.Direction.ASC).on(Row.SHOWN + ".day", Sort.Direction.DESC).on("_id", Sort.Direction.DESC));
        mongo.indexOps(generation.rows()).createIndex(new Index().named("tagged").on(Row.TAGS, Sort.Direction.ASC)
                .on(Row.SHOWN + ".day", Sort.Direction.DESC).on("_id", Sort.Direction.DESC).sparse());
        mongo.indexOps(generation.rows()).createIndex(new Index().named("marked").on(Row.MARKED, Sort.Direction.ASC).sparse());
        mongo.indexOps(generation.gaps()).createIndex(new Index().named("since").on("state", Sort.Direction.ASC).on("time", Sort.Direction.ASC).on("_id", Sort.Direction.ASC));
        mongo.indexOps(generation.gaps()).createIndex(new Index().named("looked").on("state", Sort.Direction.ASC).on("_id", Sort.Direction.ASC));
    }
}
