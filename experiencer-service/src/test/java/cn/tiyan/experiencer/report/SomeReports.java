package cn.tiyan.experiencer.report;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.experiencer.checklist.Checklist;
import cn.tiyan.experiencer.report.Draft.Said;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drafts of reports, and the requests that bring them. */
public final class SomeReports {

    static final Checklist CHECKLIST = new Checklist("five-dimensions.v1",
            Map.of("COVERAGE-01", Dimension.COVERAGE, "QUALITY-10", Dimension.QUALITY, "QUALITY-12", Dimension.QUALITY));

    private SomeReports() {
    }

    static Said said(EntryKind kind, @Nullable Dimension dimension, @Nullable String checkpoint) {
        return new Said(kind, "窗口仍要求提交纸质证明", "可在线核验，仍要求往返打印。", dimension, checkpoint, kind.issue().isPresent() ? Severity.MEDIUM : null);
    }

    static Draft aDraft(Instant finished, List<Checked> results, Said... entries) {
        boolean checked = !results.isEmpty() || List.of(entries).stream().anyMatch(said -> said.checkpoint() != null);
        return new Draft(new ServiceItemRef("112101000001234567001", "企业职工参保登记"), "210100-HRSS", Channel.COUNTER, finished.minusSeconds(3600), finished, null,
                checked ? "five-dimensions.v1" : null, results, 3, List.of(entries));
    }

    /** A request with one problem at a checkpoint and one suggestion, tried an hour ago. */
    public static Map<String, Object> aRequest() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var request = new HashMap<String, Object>();
        request.put("serviceItem", Map.of("code", "112101000001234567001", "name", "企业职工参保登记"));
        request.put("about", "210100-HRSS");
        request.put("channel", "COUNTER");
        request.put("startedAt", now.minusSeconds(3600).toString());
        request.put("finishedAt", now.minusSeconds(60).toString());
        request.put("checklistVersion", "five-dimensions.v1");
        request.put("results", new ArrayList<>(List.of(Map.of("checkpoint", "COVERAGE-01", "result", "OK"),
                Map.of("checkpoint", "QUALITY-12", "result", "WANTING", "note", "窗口电话 024-23456789"))));
        request.put("rating", 3);
        request.put("entries", new ArrayList<>(List.of(aProblem(), aSuggestion())));
        return request;
    }

    public static Map<String, Object> aProblem() {
        return new HashMap<>(Map.of("kind", "PROBLEM", "title", "窗口仍要求提交纸质社保缴费证明", "text", "系统可在线核验，仍要求往返打印，来电 13912345678",
                "checkpoint", "QUALITY-12", "severity", "MEDIUM"));
    }

    public static Map<String, Object> aSuggestion() {
        return new HashMap<>(Map.of("kind", "SUGGESTION", "title", "取号机旁放一张流程图", "text", "第一次来不知道先去哪个窗口 🙏"));
    }
}
