package cn.tiyan.issue.practice;

import cn.tiyan.testkit.contract.OutboxContract;
import java.util.List;

class PracticeOutboxIT extends OutboxContract<Practice> {

    @Override
    protected Practice aNewAggregate() {
        return Inventors.aPracticeIn(PracticeStatus.SUBMITTED);
    }

    @Override
    protected void command(Practice practice) {
        if (practice.status() == PracticeStatus.SUBMITTED) {
            practice.accept(null, Inventors.SHENYANG_OFFICE, Inventors.NOW);
        } else {
            practice.promote(List.of(Inventors.DALIAN), null, Inventors.PROVINCE_OFFICE, Inventors.NOW);
        }
    }

    @Override
    protected String topic() {
        return "practice.events";
    }
}
