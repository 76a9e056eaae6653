package cn.tiyan.issue.issue;

import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.text.Words;
import cn.tiyan.platform.time.China;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * Which issues a list shows; null lets all pass, and what is said must all hold. These are served by an index: unit and handling
 * unit, status, phase, kind, source, source id, number, service item, desk, what is late, when it was registered, and words. The
 * others are looked for among those.
 *
 * @param q words that must all occur in title or text, or the number of an issue
 * @param unit what this unit sees, which must be the caller's or lie below it
 * @param handlingUnit handled by this unit or one below it
 * @param desk whose turn it is
 * @param serviceItem item code; on the list of optimizations that of the item optimized, which need not be the issue's
 * @param overdue whether somebody above had to be told that the time is up
 * @param sourceId id of the finding or feedback it came from
 * @param createdFrom first day in China on which it was registered
 * @param createdTo last day
 */
public record IssueFilter(
        @Size(max = 100, message = "最多 100 字") @Nullable String q,
        @Nullable String number,
        @Pattern(regexp = UNIT, message = NO_UNIT) @Nullable String unit,
        @Pattern(regexp = UNIT, message = NO_UNIT) @Nullable String handlingUnit,
        @Pattern(regexp = UNIT, message = NO_UNIT) @Nullable String desk,
        @Nullable Status status,
        @Nullable Phase phase,
        @Nullable IssueKind kind,
        @Nullable SourceKind source,
        @Nullable String sourceId,
        @Nullable Dimension dimension,
        @Nullable Stage stage,
        @Nullable Cause cause,
        @Nullable String serviceItem,
        @Nullable Boolean overdue,
        @InReach @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate createdFrom,
        @InReach @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate createdTo) {

    /** Lets everything pass. */
    public static final IssueFilter NONE = new IssueFilter(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** Name of the index of what is late. */
    static final String LATE = "late";

    private static final String UNIT = "\\d{6}(-[A-Z0-9]{1,16})?";
    private static final String NO_UNIT = "应为单位编码，例如 210100-HRSS";

    /** The same without a demand on the item an issue is about. */
    public IssueFilter ofAnyItem() {
        return new IssueFilter(q, number, unit, handlingUnit, desk, status, phase, kind, source, sourceId, dimension, stage, cause, null, overdue,
                createdFrom, createdTo);
    }

    /** In which order what passes is shown, and by which index where only one will do. */
    Listing<IssueRow> listing() {
        return desk != null ? Issues.SOONEST_FIRST.by(WorkList.DESK) : Boolean.TRUE.equals(overdue) ? Issues.SOONEST_FIRST : Issues.NEWEST_FIRST;
    }

    /**
     * Adds what this demands.
     *
     * @throws Refusal malformed, where nothing could ever pass
     */
    Criteria narrow(Criteria seen) {
        if (createdFrom != null && createdTo != null && createdFrom.isAfter(createdTo)) {
            throw Refusal.malformed("createdFrom", "起始日期不能晚于结束日期");
        }
        words(seen);
        equal(seen, "number", number);
        equal(seen, "handling", handlingUnit);
        equal(seen, "desk", desk);
        equal(seen, "kind", kind);
        equal(seen, "sourceKind", source);
        equal(seen, "sourceId", sourceId);
        equal(seen, "dimension", dimension);
        equal(seen, "stage", stage);
        equal(seen, "cause", cause);
        equal(seen, "serviceItem.code", serviceItem);
        if (overdue != null) {
            seen.and("overdue").is(overdue ? true : null);
        }
        Set<Status> statuses = statuses();
        if (statuses.size() == 1) {
            seen.and("status").is(statuses.iterator().next());
        } else if (statuses.size() < Status.values().length) {
            seen.and("status").in(statuses);
        }
        if (createdFrom != null || createdTo != null) {
            Criteria created = seen.and("createdAt");
            if (createdFrom != null) {
                created.gte(createdFrom.atStartOfDay(China.ZONE).toInstant());
            }
            if (createdTo != null) {
                created.lt(createdTo.plusDays(1).atStartOfDay(China.ZONE).toInstant());
            }
        }
        return seen;
    }

    private void words(Criteria seen) {
        if (q == null) {
            return;
        }
        if (IssueNumber.looksLike(q)) {
            if (number == null) {
                seen.and("number").is(IssueNumber.tidied(q));
            }
            return;
        }
        List<List<String>> sought = Words.sought(q);
        if (sought.isEmpty()) {
            throw Refusal.malformed("q", "请输入要查找的词语或问题编号");
        }
        seen.andOperator(sought.stream().map(any -> Criteria.where("words").in(any)).toList());
    }

    private Set<Status> statuses() {
        Set<Status> statuses = desk == null ? EnumSet.allOf(Status.class) : EnumSet.copyOf(Arrays.asList(Status.atADesk()));
        if (phase != null) {
            statuses.retainAll(phase.statuses());
        }
        if (status != null) {
            statuses.retainAll(Set.of(status));
        }
        return statuses;
    }

    private static void equal(Criteria criteria, String field, @Nullable Object value) {
        if (value != null) {
            criteria.and(field).is(value);
        }
    }
}
