package cn.tiyan.issue.issue;

import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.testkit.contract.OutboxContract;
import java.time.Instant;

class IssueOutboxIT extends OutboxContract<Issue> {

    /** Not long ago: what the clock brings must not get in between. */
    private final Moment now = new Moment(Instant.now(), People.POLICY, WorkingCalendar.bundled());

    @Override
    protected Issue aNewAggregate() {
        return new Cast(now).registered();
    }

    @Override
    protected void command(Issue issue) {
        switch (issue.status()) {
            case REGISTERED -> issue.triage(People.assessed(Difficulty.EASY), null, People.OFFICE, now);
            case TRIAGED -> issue.dispatch(People.SHENYANG_HRSS, null, null, People.OFFICE, now);
            default -> issue.accept(null, People.HANDLER, now);
        }
    }

    @Override
    protected String topic() {
        return "issue.events";
    }
}
