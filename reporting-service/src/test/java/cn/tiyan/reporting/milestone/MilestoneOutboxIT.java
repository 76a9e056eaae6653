package cn.tiyan.reporting.milestone;

import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.testkit.contract.OutboxContract;
import java.time.LocalDate;
import java.util.List;

class MilestoneOutboxIT extends OutboxContract<Milestone> {

    @Override
    protected Milestone aNewAggregate() {
        String code = Ids.next("210100-X");
        var unit = new Unit(code, "某单位", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", code), true, 1);
        var milestone = new Milestone(unit, 2035, MilestoneKind.ROSTER, LocalDate.of(2035, 10, 31), Owing.POLICY, Owing.at("2026-09-01T08:00"));
        command(milestone);
        return milestone;
    }

    @Override
    protected void command(Milestone milestone) {
        int next = milestone.submissions().size() + 1;
        milestone.rosterSubmitted("ros_" + milestone.id(), next, 30, false, Owing.POLICY, Owing.at("2026-10-01T10:00"));
        milestone.rosterReviewed(next, "210100", false, "请补充", Owing.POLICY, Owing.at("2026-10-02T10:00"));
    }

    @Override
    protected String topic() {
        return "milestone.events";
    }
}
