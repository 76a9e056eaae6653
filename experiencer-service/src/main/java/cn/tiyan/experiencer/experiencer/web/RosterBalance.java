package cn.tiyan.experiencer.experiencer.web;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.experiencer.ExperiencerStatus;
import cn.tiyan.experiencer.experiencer.Headcounts.Head;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who stands on a unit's roster. Every category and age band has its row, also one with nobody in it; fields of work have those in
 * use, the most frequent first, at most 100.
 *
 * @param appointed how many are appointed: what the rows' {@code appointed} add up to, and their shares are of
 * @param waiting how many applied or are on notice
 */
record RosterBalance(String unit, int appointed, int suspended, int waiting, List<Row> byCategory, List<Row> byAgeBand, List<Row> byField) {

    /** Fields of work are free text; those named least are left out. */
    private static final int MOST_FIELDS = 100;

    /**
     * One kind.
     *
     * @param key as the API spells it
     * @param name as officials see it
     * @param share of all who are appointed, 0 to 1; 0 while nobody is
     */
    record Row(String key, String name, int appointed, double share, int waiting) {
    }

    static RosterBalance of(String unit, List<Head> heads) {
        int appointed = count(heads, RosterBalance::isAppointed);
        return new RosterBalance(unit, appointed, count(heads, head -> head.status() == ExperiencerStatus.SUSPENDED), count(heads, RosterBalance::waits),
                Arrays.stream(ExperiencerCategory.values())
                        .map(kind -> row(kind.name(), kind.chinese(), heads, head -> head.category() == kind, appointed)).toList(),
                Arrays.stream(AgeBand.values()).map(band -> row(band.name(), band.chinese(), heads, head -> head.ageBand() == band, appointed)).toList(),
                heads.stream().collect(Collectors.groupingBy(Head::field)).entrySet().stream()
                        .map(field -> row(field.getKey(), field.getKey(), field.getValue(), _ -> true, appointed))
                        .sorted(Comparator.comparingInt(Row::appointed).reversed().thenComparing(Row::key)).limit(MOST_FIELDS).toList());
    }

    private static Row row(String key, String name, List<Head> heads, Predicate<Head> kind, int of) {
        int appointed = count(heads, kind.and(RosterBalance::isAppointed));
        return new Row(key, name, appointed, of == 0 ? 0 : (double) appointed / of, count(heads, kind.and(RosterBalance::waits)));
    }

    private static boolean isAppointed(Head head) {
        return head.status() == ExperiencerStatus.APPOINTED;
    }

    private static boolean waits(Head head) {
        return head.status() == ExperiencerStatus.APPLIED || head.status() == ExperiencerStatus.ON_NOTICE;
    }

    private static int count(List<Head> heads, Predicate<Head> which) {
        return heads.stream().filter(which).mapToInt(Head::count).sum();
    }
}
