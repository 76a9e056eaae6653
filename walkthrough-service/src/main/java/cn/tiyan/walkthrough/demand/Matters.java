package cn.tiyan.walkthrough.demand;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The single records behind the sums of an item. */
@Component
public class Matters {

    private static final Pattern KEY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) (\\S{1,64})");
    private static final String DAY = "now.day";

    private final MongoTemplate mongo;

    Matters(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * One record.
     *
     * @param id of the walkthrough or feedback record
     * @param day when it was walked, or when the citizen spoke, in China
     * @param bad whether the walk found a problem or a demand, or the citizen was not content
     */
    public record Source(String id, LocalDate day, boolean bad) {

        static Source of(Matter matter) {
            return new Source(matter.id(), LocalDate.parse(matter.day()), matter.bad());
        }
    }

    /**
     * Of one item, the records of one side that the caller may see, newest first.
     *
     * @param limit 1 to 200
     * @param after {@link Page#next} of the page before, or null for the first
     * @throws Refusal malformed, for a side that says nothing
     */
    public Page<Source> of(String item, Side side, Asked asked, int limit, @Nullable String after) {
        if (side == Side.CATALOGUE) {
            throw Refusal.malformed("side", "应为 WALKERS 或 CITIZENS");
        }
        var days = Criteria.where(DAY).gte(asked.from().atDay(1).toString()).lte(asked.to().atEndOfMonth().toString());
        var wanted = Criteria.where("within").is(asked.unit().code()).and("side").is(side).and("now.item").is(item).and("seenBy").is(asked.seen());
        var criteria = after == null ? new Criteria().andOperator(wanted, days) : new Criteria().andOperator(wanted, days, further(after));
        List<Matter> found = mongo.find(Query.query(criteria).with(Sort.by(Sort.Direction.DESC, DAY, "_id")).limit(limit + 1).withHint("drill-down"), Matter.class);
        return Page.of(found.stream().map(Source::of).toList(), limit, Matters::key);
    }

    private static Criteria further(String after) {
        try {
            var key = KEY.matcher(new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8));
            if (key.matches()) {
                return new Criteria().orOperator(Criteria.where(DAY).lt(key.group(1)), Criteria.where(DAY).is(key.group(1)).and("_id").lt(key.group(2)));
            }
        } catch (IllegalArgumentException e) {
            // As good as none; said below.
        }
        throw Refusal.malformed("after", "翻页标记无效，请使用上一页返回的 next");
    }

    private static String key(Source last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((last.day() + " " + last.id()).getBytes(StandardCharsets.UTF_8));
    }
}
