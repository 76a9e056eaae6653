package cn.tiyan.experiencer.roster;

import cn.tiyan.experiencer.SomeRosters;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.OutboxContract;
import java.time.Instant;
import java.util.List;
import java.util.Set;

class RosterOutboxIT extends OutboxContract<RosterReport> {

    @Override
    protected RosterReport aNewAggregate() {
        String code = "210100-" + Ids.next("x");
        var unit = new Unit(code, "沈阳市某局", cn.tiyan.contracts.vocabulary.UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", code), true, 1);
        var roster = new RosterReport(unit, SomeRosters.TODAY.getYear(), clerk(code), Instant.now());
        submit(roster);
        return roster;
    }

    @Override
    protected void command(RosterReport roster) {
        if (roster.status() == RosterStatus.SUBMITTED) {
            roster.sendBack("请补充", Persona.PROVINCE_OFFICE.caller(), Instant.now());
        } else {
            submit(roster);
        }
    }

    private static void submit(RosterReport roster) {
        roster.submit(SomeRosters.TODAY, Ids.next("frz"), RosterCounts.of(List.of()), false, SomeRosters.TODAY, SomeRosters.TODAY, clerk(roster.unit()), Instant.now());
    }

    private static Caller clerk(String unit) {
        return new Caller("clerk", "经办", Set.of(Role.DEPARTMENT_CLERK), unit);
    }

    @Override
    protected String topic() {
        return "roster.events";
    }
}
