package cn.tiyan.issue.intake;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.report.ExperienceFindingRecorded;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.InboxContract;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

class ExperienceReportsInboxIT extends InboxContract {

    @Autowired
    private AggregateStore store;

    @Override
    protected Event anEventAbout(String id) {
        return aFinding(id, "210100-HRSS", "tiyanyuan.wang");
    }

    static ExperienceFindingRecorded aFinding(String id, String unit, @Nullable String raisedBy) {
        return new ExperienceFindingRecorded(id, "rep_" + id, "exp_" + id, unit, new ServiceItemRef("112101000001234567001", "企业职工参保登记"),
                IssueKind.PROBLEM, Dimension.QUALITY, "QUALITY-12", Severity.MEDIUM, "窗口仍要求提交纸质社保缴费证明", "窗口仍要求往返打印纸质证明。",
                Instant.parse("2026-11-23T01:40:00Z"), raisedBy, "210100");
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("fnd");
    }

    @Override
    protected @Nullable Object effectOf(String id) {
        return store.find(Issue.class, Issue.idFor(new SourceRef(SourceKind.EXPERIENCER, id)))
                .map(issue -> List.of(issue.id(), issue.number(), issue.version(), issue.sequence(), issue.history())).orElse(null);
    }

    @Override
    protected String subscription() {
        return "experience-reports";
    }
}
