package cn.tiyan.reporting.item;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.contracts.vocabulary.ServiceTheme;
import cn.tiyan.platform.messaging.Delivery;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Name and theme of every item code. Several units provide items with the same code; what one of them says is kept, always the same
 * one, in whichever order they are heard: one that tells its theme before one that does not, then the first by its identifier. What was
 * withdrawn keeps its name: there are figures of it.
 */
@Component
public class Items {

    private static final String COLLECTION = "item";

    private final MongoTemplate mongo;

    Items(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Takes over an item as it now is; an older or repeated event changes nothing. */
    public void changed(Delivery<ServiceItemChanged> delivery) {
        ServiceItemChanged item = delivery.event();
        ServiceTheme theme = item.theme();
        boolean themed = theme != null;
        var older = new Document("_id", item.code()).append("$or", List.of(
                new Document("itemId", item.itemId()).append("sequence", new Document("$lt", delivery.sequence())),
                new Document("themed", themed).append("itemId", new Document("$gt", item.itemId())),
                new Document("themed", new Document("$lt", themed)).append("itemId", new Document("$ne", item.itemId()))));
        var now = new Document("itemId", item.itemId()).append("sequence", delivery.sequence()).append("name", item.name()).append("themed", themed)
                .append("theme", theme == null ? null : theme.name());
        try {
            mongo.getCollection(COLLECTION).updateOne(older, new Document("$set", now), new UpdateOptions().upsert(true));
        } catch (MongoWriteException e) {
            // What is here goes before it, or is newer already.
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    /** The names of those that are known, by code. */
    public Map<String, String> names(Collection<String> codes) {
        Map<String, String> names = new HashMap<>();
        found(codes).forEach(item -> names.put(item.getString("_id"), item.getString("name")));
        return names;
    }

    /** The name of one; null where it is not known. */
    public @Nullable String name(String code) {
        return names(List.of(code)).get(code);
    }

    /**
     * What there is of items, by their theme; of items whose theme is not known, under OTHER.
     *
     * @param items by code
     */
    public <T> Map<ServiceTheme, Map<String, T>> byTheme(Map<String, T> items) {
        Map<String, ServiceTheme> themes = new HashMap<>();
        found(items.keySet()).forEach(item -> {
            String theme = item.getString("theme");
            if (theme != null) {
                themes.put(item.getString("_id"), ServiceTheme.valueOf(theme));
            }
        });
        Map<ServiceTheme, Map<String, T>> together = new EnumMap<>(ServiceTheme.class);
        items.forEach((item, of) -> together.computeIfAbsent(themes.getOrDefault(item, ServiceTheme.OTHER), _ -> new HashMap<>()).put(item, of));
        return together;
    }

    private List<Document> found(Collection<String> codes) {
        return codes.isEmpty() ? List.of() : mongo.getCollection(COLLECTION).find(new Document("_id", new Document("$in", List.copyOf(codes)))).batchSize(2_000)
                .projection(new Document("name", 1).append("theme", 1)).into(new ArrayList<>());
    }
}
