package cn.tiyan.reporting.milestone;

import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** A bureau that owes something, and those above it. */
final class Owing {

    static final Unit BUREAU = new Unit("210100-HRSS", "沈阳市人力资源和社会保障局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", "210100-HRSS"), true, 1);
    static final MilestonePolicy POLICY = new MilestonePolicy("09-01", "10-15", "10-31", "12-10", "12-20", "12-31", List.of(7, 3, 0), LocalTime.of(9, 0));
    static final LocalDate DUE = LocalDate.of(2026, 12, 20);
    static final Caller CLERK = Persona.SHENYANG_DEPARTMENT.caller();
    static final Caller OFFICE = Persona.SHENYANG_OFFICE.caller();
    static final Caller PROVINCE = Persona.PROVINCE_OFFICE.caller();

    private Owing() {
    }

    /** A time in China, such as 2026-12-01T10:00. */
    static Instant at(String time) {
        return java.time.LocalDateTime.parse(time).atZone(China.ZONE).toInstant();
    }

    static Milestone owed(MilestoneKind kind) {
        return new Milestone(BUREAU, 2026, kind, DUE, POLICY, at("2026-09-01T08:00"));
    }

    static Milestone submitted() {
        Milestone milestone = owed(MilestoneKind.SUMMARY);
        milestone.submit("全年走流程 12 次", POLICY, CLERK, at("2026-12-01T10:00"));
        return milestone;
    }
}
