package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOptions;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** How many experiencers of each kind there are: by what the notice wants to be balanced, and by how far they have come. */
@Component
public class Headcounts {

    private final MongoTemplate mongo;

    Headcounts(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * So many are alike.
     *
     * @param count at least 1
     */
    public record Head(ExperiencerCategory category, AgeBand ageBand, String field, String unit, ExperiencerStatus status, int count) {
    }

    /** All who ever answered this open call. */
    public List<Head> ofCampaign(String campaign) {
        return heads(Criteria.where("campaign").is(campaign), "campaign-heads");
    }

    /** All with a standing record, as far as these criteria go. */
    List<Head> standing(Criteria among) {
        return heads(among.and("standing").is(true), null);
    }

    private List<Head> heads(Criteria criteria, @Nullable String index) {
        var options = AggregationOptions.builder();
        if (index != null) {
            options.hint(index);
        }
        return mongo.aggregate(Aggregation.newAggregation(
                Aggregation.match(criteria),
                Aggregation.group("category", "ageBand", "field", "unit", "status").count().as("count"),
                Aggregation.project("count").and("_id.category").as("category").and("_id.ageBand").as("ageBand").and("_id.field").as("field")
                        .and("_id.unit").as("unit").and("_id.status").as("status").andExclude("_id"))
                .withOptions(options.build()), Experiencer.class, Head.class).getMappedResults();
    }
}
