package cn.tiyan.issue.commonproblem;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

class CasesInboxIT extends InboxContract {

    @Autowired
    private AggregateStore store;

    @Override
    protected Event anEventAbout(String id) {
        return triaged(id, "210100-HRSS", item(id), Cause.DATA_SHARING);
    }

    /** An item of its own for each issue, hence a common problem of its own. */
    private static ServiceItemRef item(String id) {
        return new ServiceItemRef("ITEM-" + id, "企业职工参保登记");
    }

    static IssueTriaged triaged(String id, @Nullable String unit, @Nullable ServiceItemRef item, @Nullable Cause cause) {
        return new IssueTriaged(id, "210100", Difficulty.MEDIUM, Dimension.QUALITY, unit, item, Stage.APPLICATION, cause);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String id) {
        String problemId = new Likeness(item(id).code(), Stage.APPLICATION, Dimension.QUALITY, Cause.DATA_SHARING).problemId();
        return store.find(CommonProblem.class, problemId)
                .map(problem -> List.of(problem.version(), problem.sequence(), problem.status(), problem.tally())).orElse(null);
    }

    @Override
    protected String subscription() {
        return "cases";
    }
}
