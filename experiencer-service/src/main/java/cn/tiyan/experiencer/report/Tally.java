package cn.tiyan.experiencer.report;

import cn.tiyan.platform.followup.IssueStage;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What became of the entries of one report, or of many.
 *
 * @param findings problems and demands
 * @param settled how many of these are settled
 * @param solved how many of these were solved; the others were out of scope
 * @param toRate how many wait for the reporter's rating
 * @param toLookAgain how many wait for the reporter's second look
 * @param lookedAgain how many second looks were answered
 * @param held how many of these said that the result holds
 * @param suggestions suggestions
 * @param answered how many of these were adopted or not
 * @param adopted how many of these were adopted
 */
public record Tally(int findings, int settled, int solved, int toRate, int toLookAgain, int lookedAgain, int held, int suggestions, int answered,
        int adopted) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Tally of(List<Entry> entries) {
        List<Progress> issues = entries.stream().map(Entry::issue).filter(Objects::nonNull).toList();
        List<Suggestion> suggestions = entries.stream().map(Entry::suggestion).filter(Objects::nonNull).toList();
        List<AskedAgain> looked = issues.stream().flatMap(issue -> issue.askedAgain().stream()).filter(asked -> asked.held() != null).toList();
        return new Tally(count(entries, entry -> entry.kind().issue().isPresent()), count(issues, issue -> issue.settledAt() != null),
                count(issues, Progress::solved), count(issues, issue -> issue.stage() == IssueStage.VERIFIED),
                count(issues, issue -> issue.awaited().isPresent()), looked.size(), count(looked, asked -> Boolean.TRUE.equals(asked.held())),
                suggestions.size(), count(suggestions, suggestion -> !suggestion.status().open()),
                count(suggestions, suggestion -> suggestion.status().adopted()));
    }

    private static <T> int count(List<T> all, Predicate<T> wanted) {
        return (int) all.stream().filter(wanted).count();
    }
}
