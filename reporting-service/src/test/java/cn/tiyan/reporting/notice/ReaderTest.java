package cn.tiyan.reporting.notice;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderTest {

    private static final Unit CITY = new Unit("210100", "沈阳市", UnitKind.CITY, "210000", List.of("210000", "210100"), true, 1);
    private static final Unit OTHER = new Unit("210200", "大连市", UnitKind.CITY, "210000", List.of("210000", "210200"), true, 1);

    @ParameterizedTest
    @CsvSource({"2026-12-01T07:59,2026-12-01T08:00", "2026-12-01T08:00,2026-12-02T08:00", "2026-12-01T23:00,2026-12-02T08:00"})
    void isToldAtTheirHourInChina(String now, String then) {
        assertThat(new Reader(caller("210100", Role.OFFICE_CLERK), CITY, 8, at(now)).wakeAt()).isEqualTo(at(then));
    }

    @Test
    void isToldNothingDailyWithoutAnHour() {
        assertThat(new Reader(caller("210100", Role.OFFICE_CLERK), CITY, null, at("2026-12-01T07:00")).wakeAt()).isNull();
    }

    @Test
    void isWrittenAgainOnlyWhenSomethingIsNew() {
        var reader = new Reader(caller("210100", Role.OFFICE_CLERK), CITY, 8, at("2026-12-01T07:00"));
        assertThat(reader.seen(caller("210100", Role.OFFICE_CLERK), CITY, 8, at("2026-12-01T08:00"))).isFalse();
        assertThat(reader.seen(caller("210100", Role.OFFICE_CLERK), CITY, 8, at("2026-12-01T20:00"))).isTrue();
        assertThat(reader.seen(caller("210100", Role.LEADER), CITY, 8, at("2026-12-01T20:01"))).as("other roles").isTrue();
        assertThat(reader.seen(caller("210200", Role.LEADER), OTHER, 8, at("2026-12-01T20:02"))).as("another unit").isTrue();
        assertThat(reader.unit()).isEqualTo("210200");
        assertThat(reader.within()).containsExactly("210000", "210200");
    }

    private static Caller caller(String unit, Role... roles) {
        return new Caller("somebody", "某人", Set.of(roles), unit);
    }

    private static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(China.ZONE).toInstant();
    }
}
