package cn.tiyan.experiencer.organisation;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.OutboxContract;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class UnitOutboxIT extends OutboxContract<OrganisationUnit> {

    @Autowired
    private MongoTemplate mongo;

    @Override
    protected OrganisationUnit aNewAggregate() {
        var city = mongo.findById("210900", OrganisationUnit.class);
        return new OrganisationUnit(SomeCodes.department("210900"), "阜新市体育局", UnitKind.DEPARTMENT, city, Persona.ADMIN.caller(), "设立", Instant.now());
    }

    @Override
    protected void command(OrganisationUnit unit) {
        unit.rename(unit.name() + "（新）", Persona.ADMIN.caller(), "更名", Instant.now());
    }

    @Override
    protected String topic() {
        return "organisation.events";
    }
}
