package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.testkit.contract.OutboxContract;
import org.springframework.beans.factory.annotation.Autowired;

class ExperiencerOutboxIT extends OutboxContract<Experiencer> {

    @Autowired
    private Organisation organisation;
    @Autowired
    private PersonalCipher cipher;

    @Override
    protected Experiencer aNewAggregate() {
        return SomeExperiencers.aRecommendedOne(organisation, cipher);
    }

    @Override
    protected void command(Experiencer experiencer) {
        SomeExperiencers.appoint(experiencer);
    }

    @Override
    protected String topic() {
        return "experiencer.events";
    }
}
