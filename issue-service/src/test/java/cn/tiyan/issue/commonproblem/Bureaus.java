package cn.tiyan.issue.commonproblem;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Units of three cities, the people in them, and cases about them. */
final class Bureaus {

    static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    static final LocalDate DUE = LocalDate.parse("2026-12-07");
    static final Unit PROVINCE = unit("210000", UnitKind.PROVINCE);
    static final Unit SHENYANG = unit("210100", UnitKind.CITY, "210000");
    static final Unit SHENYANG_HRSS = unit("210100-HRSS", UnitKind.DEPARTMENT, "210000", "210100");
    static final Unit SHENYANG_MSA = unit("210100-MSA", UnitKind.DEPARTMENT, "210000", "210100");
    static final Unit HEPING = unit("210102", UnitKind.COUNTY, "210000", "210100");
    static final Unit DALIAN_HRSS = unit("210200-HRSS", UnitKind.DEPARTMENT, "210000", "210200");
    static final Unit ANSHAN_HRSS = unit("210300-HRSS", UnitKind.DEPARTMENT, "210000", "210300");

    static final Caller PROVINCE_OFFICE = Persona.PROVINCE_OFFICE.caller();
    static final Caller SHENYANG_OFFICE = Persona.SHENYANG_OFFICE.caller();
    static final Caller SHENYANG_CLERK = Persona.SHENYANG_DEPARTMENT.caller();
    static final Caller DALIAN_CLERK = Persona.DALIAN_DEPARTMENT.caller();

    static final CommonProblemPolicy POLICY = new CommonProblemPolicy(2, 3, 90, 180);
    static final ServiceItemRef ITEM = new ServiceItemRef("112101000001234567001", "企业职工参保登记");

    private Bureaus() {
    }

    static Unit unit(String code, UnitKind kind, String... above) {
        var within = new java.util.ArrayList<>(Arrays.asList(above));
        within.add(code);
        return new Unit(code, code + "局", kind, above.length == 0 ? null : above[above.length - 1], List.copyOf(within), true, 1);
    }

    static Sighting sighting(Unit unit, ServiceItemRef item) {
        return new Sighting(unit, item, Stage.APPLICATION, Dimension.QUALITY, Cause.DATA_SHARING);
    }

    /** A case about this unit, so many days ago. */
    static Case aCase(Unit unit, int daysAgo) {
        return aCase(unit, NOW.minus(Duration.ofDays(daysAgo)));
    }

    static Case aCase(Unit unit, Instant at) {
        Sighting sighting = sighting(unit, ITEM);
        return new Case(Ids.next("iss"), 2, at, sighting.likeness().problemId(), unit.code(), unit.within(), ITEM, sighting.stage(),
                sighting.dimension(), sighting.cause(), List.of());
    }

    static Gathered gathered(Case... cases) {
        return new Gathered(Arrays.stream(cases).sorted(Comparator.comparing((Case one) -> Objects.requireNonNull(one.at()))
                .reversed()).toList(),
                cases.length);
    }

    /** Three cases from two cities: enough. */
    static Gathered enough() {
        return gathered(aCase(SHENYANG_HRSS, 3), aCase(DALIAN_HRSS, 2), aCase(SHENYANG_HRSS, 1));
    }

    static CommonProblem aProblem(Gathered gathered) {
        return CommonProblem.of(Ids.next(CommonProblem.PREFIX), gathered, POLICY, NOW);
    }

    static Order anOrder(Unit... units) {
        return new Order("参保登记仍收纸质证明", "逐个窗口自查，停止收取。", DUE, List.of(units));
    }

    /** A common problem that has come to this status in the straightest way. */
    static CommonProblem aProblemIn(ProblemStatus status) {
        if (status == ProblemStatus.GATHERING) {
            return aProblem(gathered(aCase(SHENYANG_HRSS, 1)));
        }
        CommonProblem problem = aProblem(enough());
        if (status == ProblemStatus.DISMISSED) {
            problem.dismiss("起因各不相同", PROVINCE_OFFICE, NOW);
        } else if (status != ProblemStatus.PROPOSED) {
            problem.confirm(anOrder(SHENYANG_HRSS, DALIAN_HRSS), enough(), PROVINCE_OFFICE, NOW);
        }
        if (status == ProblemStatus.SETTLED || status == ProblemStatus.RECURRED) {
            problem.progress(allDone(), enough(), POLICY, NOW);
        }
        if (status == ProblemStatus.RECURRED) {
            problem.count(gathered(aCase(DALIAN_HRSS, NOW.plusSeconds(60))), POLICY, NOW.plusSeconds(60));
        }
        return problem;
    }

    static Progress allDone() {
        return new Progress(2, 2, 0, 1, 4, 0);
    }

    static CommonProblemConfirmed theOrder(String problemId, int round) {
        return new CommonProblemConfirmed(problemId, "210000", round, "参保登记仍收纸质证明", "逐个窗口自查，停止收取。", DUE,
                List.of("210100-HRSS", "210200-HRSS"));
    }

    /** A self-check of Shenyang's human resources bureau, just sent out. */
    static SelfCheck aSelfCheck() {
        return SelfCheck.assign(theOrder(Ids.next(CommonProblem.PREFIX), 1), SHENYANG_HRSS, Actor.service("test"), WorkingCalendar.bundled(), NOW);
    }

    static Answer found(int corrected) {
        return new Answer(true, corrected, "已停止收取，改为在线核验", null);
    }

    static Caller clerk(String account, String unit, Role... roles) {
        return new Caller(account, account, Set.of(roles), unit);
    }
}
