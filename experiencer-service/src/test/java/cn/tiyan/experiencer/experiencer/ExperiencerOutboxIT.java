package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.OutboxContract;
import java.time.Instant;
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
        experiencer.approve("符合条件", 0, Persona.SHENYANG_OFFICE.caller(), SomeExperiencers.TODAY, Instant.now());
    }

    @Override
    protected String topic() {
        return "experiencer.events";
    }
}
