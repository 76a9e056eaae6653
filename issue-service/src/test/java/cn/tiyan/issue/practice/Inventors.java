package cn.tiyan.issue.practice;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A bureau with a practice, and those who read it. */
final class Inventors {

    static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    static final Unit PROVINCE = unit("210000", UnitKind.PROVINCE);
    static final Unit SHENYANG = unit("210100", UnitKind.CITY, "210000");
    static final Unit SHENYANG_HRSS = unit("210100-HRSS", UnitKind.DEPARTMENT, "210000", "210100");
    static final Unit DALIAN = unit("210200", UnitKind.CITY, "210000");
    static final Unit DALIAN_HRSS = unit("210200-HRSS", UnitKind.DEPARTMENT, "210000", "210200");
    static final Caller PROVINCE_OFFICE = Persona.PROVINCE_OFFICE.caller();
    static final Caller SHENYANG_OFFICE = Persona.SHENYANG_OFFICE.caller();
    static final Caller SHENYANG_CLERK = Persona.SHENYANG_DEPARTMENT.caller();
    static final Caller DALIAN_OFFICE = Persona.DALIAN_OFFICE.caller();
    static final Caller DALIAN_CLERK = Persona.DALIAN_DEPARTMENT.caller();

    private Inventors() {
    }

    static Unit unit(String code, UnitKind kind, String... above) {
        var within = new java.util.ArrayList<>(Arrays.asList(above));
        within.add(code);
        return new Unit(code, code, kind, above.length == 0 ? null : above[above.length - 1], List.copyOf(within), true, 1);
    }

    static Content content(String title) {
        return new Content(title, "企业往返打印证明", "窗口在线核验参保信息", "每月少跑 3000 趟", new ServiceItemRef("112101000001234567001", "企业职工参保登记"),
                ActivityTheme.SOCIAL_SECURITY, List.of(), null);
    }

    /** A practice of Shenyang's human resources bureau that has come to this status in the straightest way. */
    static Practice aPracticeIn(PracticeStatus status) {
        Practice practice = Practice.submit(Ids.next(Practice.PREFIX), content("参保登记“零材料”"), SHENYANG_HRSS, SHENYANG_CLERK, NOW);
        if (status == PracticeStatus.RETURNED) {
            practice.sendBack("请补充成效数据", SHENYANG_OFFICE, NOW);
        } else if (status != PracticeStatus.SUBMITTED) {
            practice.accept(null, SHENYANG_OFFICE, NOW);
        }
        if (status == PracticeStatus.PROMOTED) {
            practice.promote(List.of(DALIAN), null, PROVINCE_OFFICE, NOW);
        }
        return practice;
    }

    static Caller clerk(String account, String unit, Role... roles) {
        return new Caller(account, account, Set.of(roles), unit);
    }
}
