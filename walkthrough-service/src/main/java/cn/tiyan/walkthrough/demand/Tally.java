package cn.tiyan.walkthrough.demand;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of a service item in a month. Each feedback record, walkthrough or experience report adds 0 or 1 unless it says otherwise.
 *
 * <p>The key is what it is stored by: short, as there is one for each item, unit and month. Never give one to another tally.
 */
public enum Tally {
    /** Units that provide the item by the catalogue: of no month, and of no walk or word. */
    LISTED("k"),
    /** Feedback records that stand. */
    FEEDBACK("f"),
    /** Of these: a rating below 3, 办不成事, or one that a rule says needs rectifying. */
    BAD("b"),
    /** Of these: 12345 orders. */
    HOTLINE("h"),
    /** Of these: 办不成事 reports. */
    NOT_DONE("c"),
    /** Of these: ratings. */
    RATINGS("r"),
    /** Their stars added up. */
    STARS("s"),
    /** Ratings below 3. */
    BAD_RATINGS("q"),
    /** Feedback that was withdrawn or found to be malicious: counted here and nowhere else. */
    WITHDRAWN("x"),
    /** Walkthroughs. */
    SESSIONS("w"),
    /** Of these: with at least one problem or demand. */
    SESSIONS_WITH_FINDINGS("p"),
    /** What experiencers tried out and reported on: counted beside walkthroughs, never as one. */
    TRIED("t"),
    /** Of these: with at least one problem or demand. */
    TRIED_WITH_FINDINGS("u"),
    /** Problems and demands found; a walkthrough or report may add several. */
    FINDINGS("n"),
    /** Their severities added up: 1 一般, 2 较重, 3 严重. */
    SEVERITY("v"),
    /** Walkthroughs as an applicant. */
    ROLE_APPLICANT("ra"),
    /** As a companion. */
    ROLE_COMPANION("rc"),
    /** As a case officer. */
    ROLE_CASE_OFFICER("ro"),
    /** As a supervisor. */
    ROLE_SUPERVISOR("rs"),
    /** As an enforcer. */
    ROLE_ENFORCER("re"),
    /** Findings of 全不全. */
    FOUND_COVERAGE("d1"),
    /** Findings of 通不通. */
    FOUND_CONNECTION("d2"),
    /** Findings of 优不优. */
    FOUND_QUALITY("d3"),
    /** Findings of 快不快. */
    FOUND_SPEED("d4"),
    /** Findings of 高不高. */
    FOUND_COST("d5"),
    /** Walkthroughs that looked at 全不全, or found something there. */
    LOOKED_COVERAGE("l1"),
    /** At 通不通. */
    LOOKED_CONNECTION("l2"),
    /** At 优不优. */
    LOOKED_QUALITY("l3"),
    /** At 快不快. */
    LOOKED_SPEED("l4"),
    /** At 高不高. */
    LOOKED_COST("l5");

    private static final Map<String, Tally> BY_KEY = Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Tally::key, Function.identity()));

    private final String key;

    Tally(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    static @Nullable Tally byKey(String key) {
        return BY_KEY.get(key);
    }

    /** Walkthroughs in this role. */
    public static Tally of(WalkthroughRole role) {
        return valueOf("ROLE_" + role.name());
    }

    /** Findings of this dimension. */
    public static Tally found(Dimension dimension) {
        return valueOf("FOUND_" + dimension.name());
    }

    /** Walkthroughs that looked at this dimension. */
    public static Tally looked(Dimension dimension) {
        return valueOf("LOOKED_" + dimension.name());
    }

    /** What a severity adds to {@link #SEVERITY}. */
    static int weight(Severity severity) {
        return severity.ordinal() + 1;
    }
}
