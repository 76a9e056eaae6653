package cn.tiyan.testkit.sample;

import cn.tiyan.testkit.contract.OutboxContract;

class SampleOutboxIT extends OutboxContract<SampleService.Note> {

    @Override
    protected SampleService.Note aNewAggregate() {
        return new SampleService.Note("一条记录");
    }

    @Override
    protected void command(SampleService.Note note) {
        note.change("改过的记录");
    }

    @Override
    protected String topic() {
        return "issue.events";
    }
}
