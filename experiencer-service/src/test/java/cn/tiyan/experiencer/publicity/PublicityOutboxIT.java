package cn.tiyan.experiencer.publicity;

import cn.tiyan.contracts.vocabulary.Medium;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.OutboxContract;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;

class PublicityOutboxIT extends OutboxContract<Publicity> {

    @Autowired
    private Organisation organisation;

    @Override
    protected Publicity aNewAggregate() {
        return new Publicity(Ids.next("pub"), organisation.require("unit", "210100"), null, null, aPiece(), Persona.SHENYANG_OFFICE.caller(), Instant.now());
    }

    private static Piece aPiece() {
        return new Piece(Medium.TELEVISION, "辽宁卫视", "走进大厅", "2026-01-05", "https://tv.example.cn/" + Ids.next("x"), null, null);
    }

    @Override
    protected void command(Publicity publicity) {
        publicity.edit(aPiece(), Persona.SHENYANG_OFFICE.caller(), Instant.now());
    }

    @Override
    protected String topic() {
        return "publicity.events";
    }
}
