package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.storage.Duplicates;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The earlier versions of items, in the database. */
@Component
class ItemEditions {

    private final MongoTemplate mongo;

    ItemEditions(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Keeps what items are about to replace. Those that are kept already stay as they are. */
    void keep(Collection<ItemEdition> editions) {
        Duplicates.insertNew(mongo, ItemEdition.class, List.copyOf(editions));
    }

    /** The version that held on this day: of several that began on one day, the last. */
    Optional<ItemEdition> on(ServiceItem item, LocalDate day) {
        return Optional.ofNullable(mongo.findOne(Query.query(Criteria.where("itemId").is(item.id()).and("from").lte(day.toString())
                .and("number").lt(item.edition())).with(Sort.by(Sort.Direction.DESC, "from", "number")), ItemEdition.class));
    }

    Optional<ItemEdition> find(String itemId, int number) {
        return Optional.ofNullable(mongo.findById(ItemEdition.id(itemId, number), ItemEdition.class));
    }

    /** Newest first, those before this number. */
    List<ItemEdition> before(String itemId, int number, int limit) {
        return mongo.find(Query.query(Criteria.where("itemId").is(itemId).and("number").lt(number))
                .with(Sort.by(Sort.Direction.DESC, "number")).limit(limit), ItemEdition.class);
    }

    static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
