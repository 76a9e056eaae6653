package cn.tiyan.reporting.item;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.storage.Copies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Which units provide which items, as the catalogue now has it. */
@Component
public class Listings {

    private final MongoTemplate mongo;
    private final Organisation organisation;

    Listings(MongoTemplate mongo, Organisation organisation) {
        this.mongo = mongo;
        this.organisation = organisation;
    }

    /** Takes over an item as it now is; an older or repeated event changes nothing. */
    public void changed(Delivery<ServiceItemChanged> delivery) {
        ServiceItemChanged item = delivery.event();
        Copies.takeOver(mongo, Listing.class, item.itemId(), delivery.sequence(),
                new Update().set("unit", item.unit()).set("code", item.code()).set("active", item.active()));
    }

    /** The codes of the items that the active units of this one's subtree provide, each once. */
    public Set<String> codes(Unit unit) {
        var listed = new Document("active", true);
        if (unit.parent() != null) {
            listed.append("unit", new Document("$in", organisation.below(unit.code()).stream().map(Unit::code).toList()));
        }
        List<Document> codes = mongo.getCollection(mongo.getCollectionName(Listing.class))
                .aggregate(List.of(new Document("$match", listed), new Document("$group", new Document("_id", "$code")))).batchSize(20_000).into(new ArrayList<>());
        Set<String> all = HashSet.newHashSet(codes.size());
        codes.forEach(code -> all.add(code.getString("_id")));
        return all;
    }
}
