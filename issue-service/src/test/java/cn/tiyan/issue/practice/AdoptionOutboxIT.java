package cn.tiyan.issue.practice;

import cn.tiyan.testkit.contract.OutboxContract;

class AdoptionOutboxIT extends OutboxContract<Adoption> {

    @Override
    protected Adoption aNewAggregate() {
        return Adoption.of(Inventors.aPracticeIn(PracticeStatus.PROMOTED), Inventors.DALIAN_HRSS, null, Inventors.DALIAN_CLERK,
                Inventors.NOW);
    }

    @Override
    protected void command(Adoption adoption) {
        adoption.report("少收 2 份材料", Inventors.DALIAN_CLERK, Inventors.NOW);
    }

    @Override
    protected String topic() {
        return "practice.events";
    }
}
