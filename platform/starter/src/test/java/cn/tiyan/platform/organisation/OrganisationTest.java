package cn.tiyan.platform.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import cn.tiyan.contracts.organisation.UnitChanged;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.messaging.Delivery;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class OrganisationTest {

    private static final Instant NOON = Instant.parse("2026-11-24T04:00:00Z");
    private static final String CODE = "210100-HRSS";

    private Instant now = NOON;
    private final InstantSource source = () -> now;
    private final MongoTemplate mongo = mock();
    private final Organisation organisation = new Organisation(mongo, source.withZone(ZoneOffset.UTC));

    private static Unit unit(String name, boolean active) {
        return new Unit(CODE, name, UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", CODE), active, 1);
    }

    @Test
    void asksTheDatabaseOnceInAWhile() {
        when(mongo.findById(CODE, Unit.class)).thenReturn(unit("人社局", true));
        organisation.require("unit", CODE);
        now = NOON.plus(Organisation.KEPT).minusMillis(1);
        organisation.require("unit", CODE);
        verify(mongo, times(1)).findById(CODE, Unit.class);
        now = NOON.plus(Organisation.KEPT);
        organisation.require("unit", CODE);
        verify(mongo, times(2)).findById(CODE, Unit.class);
    }

    @Test
    void showsAChangeItTookInAtOnce() {
        when(mongo.findById(CODE, Unit.class)).thenReturn(unit("人社局", true), unit("人社局", false));
        assertThat(organisation.find(CODE)).hasValueSatisfying(unit -> assertThat(unit.active()).isTrue());
        var dissolved = new UnitChanged(CODE, "人社局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", CODE), false);
        organisation.changed(new Delivery<>(dissolved, CODE, 2, NOON, "organisation.events", 0, 7));
        assertThat(organisation.find(CODE)).hasValueSatisfying(unit -> assertThat(unit.active()).isFalse());
    }

    @Test
    void knowsANewUnitAsSoonAsItIsThere() {
        when(mongo.findById(CODE, Unit.class)).thenReturn(null, unit("人社局", true));
        assertThat(organisation.find(CODE)).isEmpty();
        assertThat(organisation.find(CODE)).isPresent();
    }
}
