package cn.tiyan.issue.commonproblem;

import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.testkit.contract.OutboxContract;
import java.time.Duration;

class SelfCheckOutboxIT extends OutboxContract<SelfCheck> {

    @Override
    protected SelfCheck aNewAggregate() {
        return Bureaus.aSelfCheck();
    }

    @Override
    protected void command(SelfCheck check) {
        if (check.overdue()) {
            check.answer(Bureaus.found(1), Bureaus.SHENYANG_CLERK, Bureaus.NOW);
            check.accept(null, Bureaus.SHENYANG_OFFICE, Bureaus.NOW);
        } else {
            check.clockStrikes(Bureaus.NOW.plus(Duration.ofDays(30)), WorkingCalendar.bundled());
        }
    }

    @Override
    protected String topic() {
        return "self-check.events";
    }
}
