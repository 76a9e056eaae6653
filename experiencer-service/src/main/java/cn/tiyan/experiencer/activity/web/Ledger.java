package cn.tiyan.experiencer.activity.web;

import cn.tiyan.experiencer.activity.Activity;
import cn.tiyan.experiencer.activity.Outcome;
import cn.tiyan.experiencer.activity.Plan;
import cn.tiyan.experiencer.sheet.Sheet;
import cn.tiyan.experiencer.sheet.Sheet.Column;
import java.time.Instant;
import java.util.List;

/** 体验活动台账: the list of activities as a workbook. */
final class Ledger {

    private static final List<Column> COLUMNS = List.of(new Column("活动名称", 32), new Column("组织单位", 14), new Column("主题", 12), new Column("形式", 16),
            new Column("组织方式", 10), new Column("批次", 6), new Column("地点", 24), new Column("开始时间", 20), new Column("结束时间", 20),
            new Column("被访单位", 18), new Column("是否事先告知", 8), new Column("状态", 8), new Column("邀请人数", 8), new Column("到场人数", 8),
            new Column("开展情况", 48));

    private Ledger() {
    }

    static Sheet sheet(Instant at) {
        return new Sheet("体验活动台账", at, COLUMNS);
    }

    static List<Object> line(Activity activity) {
        Plan plan = activity.plan();
        Outcome outcome = activity.outcome();
        return List.of(plan.title(), activity.unit(), plan.theme().chinese(), plan.kind().chinese(), plan.way().chinese(), plan.batch(), plan.place(),
                Sheet.minute(plan.startsAt()), Sheet.minute(plan.endsAt()), String.join("、", plan.inspected()), plan.announced() ? "是" : "否",
                activity.status().chinese(), outcome == null ? "" : outcome.invited(), outcome == null ? "" : outcome.attended(),
                outcome == null ? "" : outcome.text());
    }
}
