package cn.tiyan.reporting.cube.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.experiencer.ExperiencerApplied;
import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class ExperiencersInboxIT extends InboxContract {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new ExperiencerApplied(aggregateId, "210100", Recruitment.OPEN_CALL, ExperiencerCategory.EXPERT, AgeBand.values()[0], "教育");
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("exp");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("row").find(new Document("_id", aggregateId)).first();
    }

    @Override
    protected String subscription() {
        return "experiencers";
    }
}
