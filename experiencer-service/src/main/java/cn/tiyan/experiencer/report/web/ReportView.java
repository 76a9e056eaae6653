package cn.tiyan.experiencer.report.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.experiencer.report.AskedAgain;
import cn.tiyan.experiencer.report.CheckResult;
import cn.tiyan.experiencer.report.Checked;
import cn.tiyan.experiencer.report.Entry;
import cn.tiyan.experiencer.report.EntryKind;
import cn.tiyan.experiencer.report.ExperienceReport;
import cn.tiyan.experiencer.report.Progress;
import cn.tiyan.experiencer.report.Suggestion;
import cn.tiyan.experiencer.report.SuggestionStatus;
import cn.tiyan.platform.followup.IssueStage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report as it is shown.
 *
 * @param unit code of the experiencer's unit
 * @param dictatedBy account of the clerk who wrote it down for an experiencer without an account; absent where they reported
 *     themselves
 * @param about code of the unit it is about
 */
record ReportView(String id, long version, String unit, String experiencerId, @Nullable String dictatedBy, ServiceItemRef serviceItem, String about,
        Channel channel, String channelText, Instant startedAt, Instant finishedAt, @Nullable String activityId, @Nullable String checklistVersion,
        List<CheckedView> results, int rating, List<EntryView> entries, Instant createdAt, Instant changedAt) {

    /** What was seen at one checkpoint. */
    record CheckedView(String checkpoint, CheckResult result, String resultText, @Nullable String note) {

        static CheckedView of(Checked checked) {
            return new CheckedView(checked.checkpoint(), checked.result(), checked.result().chinese(), checked.note());
        }
    }

    /** One thing the report says, and what became of it. */
    record EntryView(String id, EntryKind kind, String kindText, String title, String text, @Nullable Dimension dimension, @Nullable String checkpoint,
            @Nullable Severity severity, @Nullable IssueProgress issue, @Nullable SuggestionView suggestion) {

        static EntryView of(Entry entry) {
            return new EntryView(entry.id(), entry.kind(), entry.kind().chinese(), entry.title(), entry.text(), entry.dimension(), entry.checkpoint(),
                    entry.severity(), entry.issue() == null ? null : IssueProgress.of(entry.issue()),
                    entry.suggestion() == null ? null : SuggestionView.of(entry.suggestion()));
        }
    }

    /**
     * What became of a finding.
     *
     * @param evidencePath where whoever reported hands in files (POST, multipart, part {@code file}); absent once it is rectified
     * @param ratingPath where whoever reported rates the result (POST, If-Match with the issue's version); absent unless that is
     *     awaited
     * @param askedAgain the look-backs
     * @param question 请再看一次：问题是否复发; absent unless an answer is awaited
     */
    record IssueProgress(String issueId, IssueStage stage, String stageText, Instant since, @Nullable Instant settledAt, @Nullable String survivorId,
            @Nullable String reason, @Nullable String unit, List<String> changes, @Nullable String commonProblemId, @Nullable String evidencePath,
            @Nullable String ratingPath, List<AskedAgain> askedAgain, @Nullable String question) {

        private static final Set<IssueStage> OPEN_TO_FILES = EnumSet.of(IssueStage.REGISTERED, IssueStage.TRIAGED, IssueStage.DISPATCHED,
                IssueStage.RETURN_REQUESTED, IssueStage.ACCEPTED, IssueStage.RECTIFYING, IssueStage.SENT_BACK, IssueStage.REOPENED);

        static IssueProgress of(Progress issue) {
            String path = "/api/v1/issues/" + issue.issueId();
            return new IssueProgress(issue.issueId(), issue.stage(), issue.stage().chinese(), issue.since(), issue.settledAt(), issue.survivorId(),
                    issue.reason(), issue.unit(), issue.changes(), issue.commonProblemId(), OPEN_TO_FILES.contains(issue.stage()) ? path + "/evidence" : null,
                    issue.stage() == IssueStage.VERIFIED ? path + "/rating" : null, issue.askedAgain(),
                    issue.awaited().isPresent() ? "请再看一次：问题是否复发" : null);
        }
    }

    /**
     * What became of a suggestion.
     *
     * @param words why it is studied or not adopted, what will change, or what was done
     * @param until the day promised
     * @param unit code of the office that answered last
     */
    record SuggestionView(SuggestionStatus status, String statusText, @Nullable String words, @Nullable LocalDate until, @Nullable String unit,
            @Nullable Instant at) {

        static SuggestionView of(Suggestion suggestion) {
            return new SuggestionView(suggestion.status(), suggestion.status().chinese(), suggestion.words(), suggestion.promised(), suggestion.unit(),
                    suggestion.at());
        }
    }

    static ReportView of(ExperienceReport report) {
        return new ReportView(report.id(), report.version(), report.unit(), report.experiencerId(), report.dictatedBy().orElse(null), report.serviceItem(),
                report.about(), report.channel(), report.channel().chinese(), report.startedAt(), report.finishedAt(), report.activityId(),
                report.checklistVersion(), report.results().stream().map(CheckedView::of).toList(), report.rating(),
                report.entries().stream().map(EntryView::of).toList(), report.createdAt(), report.changedAt());
    }
}
