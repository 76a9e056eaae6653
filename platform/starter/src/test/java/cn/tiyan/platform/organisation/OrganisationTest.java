package cn.tiyan.platform.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

class OrganisationTest {

    private static final Instant NOON = Instant.parse("2026-11-24T04:00:00Z");
    private static final String CODE = "210100-HRSS";

    private Instant now = NOON;
    private final InstantSource source = () -> now;
    private final MongoTemplate mongo = mock();
    private final Organisation organisation = new Organisation(mongo, source.withZone(ZoneOffset.UTC));

    private static Unit unit(String code) {
        return new Unit(code, code, UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", code), true, 1);
    }

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
    void readsTogetherWhatWasAskedForLately() {
        when(mongo.findById(anyString(), eq(Unit.class))).thenAnswer(asked -> unit(asked.getArgument(0)));
        when(mongo.find(any(), eq(Unit.class))).thenAnswer(asked -> ((Query) asked.getArgument(0)).getQueryObject().get("_id", Document.class)
                .get("$in", Collection.class).stream().map(code -> unit((String) code)).toList());
        List<String> codes = List.of("210100-HRSS", "210100-HLTH", "210100-EDUC");
        codes.forEach(organisation::find);
        verify(mongo, times(3)).findById(anyString(), eq(Unit.class));
        now = now.plus(Organisation.KEPT);
        // Nobody has asked for any of them again: they are let go.
        codes.forEach(organisation::find);
        codes.forEach(organisation::find);
        verify(mongo, times(6)).findById(anyString(), eq(Unit.class));
        now = now.plus(Organisation.KEPT);
        assertThat(codes).allSatisfy(code -> assertThat(organisation.find(code).orElseThrow().code()).isEqualTo(code));
        verify(mongo, times(6)).findById(anyString(), eq(Unit.class));
        verify(mongo, times(1)).find(any(), eq(Unit.class));
        assertThat(organisation.findAll(Set.copyOf(codes))).containsOnlyKeys(codes);
        verify(mongo, times(1)).find(any(), eq(Unit.class));
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
