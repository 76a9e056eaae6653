package cn.tiyan.issue.issue;

import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.testkit.contract.OutboxContract;

class IssueOutboxIT extends OutboxContract<Issue> {

    @Override
    protected Issue aNewAggregate() {
        return People.anIssue();
    }

    @Override
    protected void command(Issue issue) {
        switch (issue.status()) {
            case REGISTERED -> issue.triage(People.assessed(Difficulty.EASY), null, People.OFFICE, People.NOW);
            case TRIAGED -> issue.dispatch(People.SHENYANG_HRSS, null, null, People.OFFICE, People.NOW);
            default -> issue.accept(null, People.HANDLER, People.NOW);
        }
    }

    @Override
    protected String topic() {
        return "issue.events";
    }
}
