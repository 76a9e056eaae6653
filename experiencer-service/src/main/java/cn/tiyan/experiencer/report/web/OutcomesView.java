package cn.tiyan.experiencer.report.web;

import cn.tiyan.experiencer.report.EntryKind;
import cn.tiyan.experiencer.report.Outcomes;
import cn.tiyan.experiencer.report.Tally;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * “我说的事怎么样了”.
 *
 * @param counts over everything the caller ever reported
 * @param items every entry of one page of reports, newest first
 * @param next what to pass as {@code after} for the next page; absent on the last
 */
record OutcomesView(Counts counts, List<Item> items, @Nullable String next) {

    /** So many of so many. */
    record Share(int value, int of) {
    }

    /**
     * Counts, each with what it is a share of.
     *
     * @param settled of the problems and demands
     * @param solved of those that are settled; the others were out of scope
     * @param answered of the suggestions
     * @param adopted of the suggestions that were adopted or not
     * @param held of the second looks that were answered
     * @param toRate results that wait for the caller's rating
     * @param toLookAgain results that wait for the caller's second look
     */
    record Counts(Share settled, Share solved, Share answered, Share adopted, Share held, int toRate, int toLookAgain) {

        static Counts of(Tally tally) {
            return new Counts(new Share(tally.settled(), tally.findings()), new Share(tally.solved(), tally.settled()),
                    new Share(tally.answered(), tally.suggestions()), new Share(tally.adopted(), tally.answered()),
                    new Share(tally.held(), tally.lookedAgain()), tally.toRate(), tally.toLookAgain());
        }
    }

    /**
     * What became of one entry.
     *
     * @param story in words
     * @param asked what is asked of the caller now, if anything
     * @param version of the report, for If-Match
     */
    record Item(String reportId, long version, String entryId, EntryKind kind, String kindText, String title, String serviceItem, Instant reportedAt,
            String story, @Nullable String asked, ReportView.@Nullable IssueProgress issue, ReportView.@Nullable SuggestionView suggestion) {

        static Item of(Outcomes.Outcome outcome) {
            var report = outcome.report();
            var entry = outcome.entry();
            return new Item(report.id(), report.version(), entry.id(), entry.kind(), entry.kind().chinese(), entry.title(), report.serviceItem().name(),
                    report.createdAt(), outcome.story(), outcome.asked(), entry.issue() == null ? null : ReportView.IssueProgress.of(entry.issue()),
                    entry.suggestion() == null ? null : ReportView.SuggestionView.of(entry.suggestion()));
        }
    }
}
