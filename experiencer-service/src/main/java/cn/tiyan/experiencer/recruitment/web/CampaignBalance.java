package cn.tiyan.experiencer.recruitment.web;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.experiencer.ExperiencerStatus;
import cn.tiyan.experiencer.experiencer.Headcounts.Head;
import cn.tiyan.experiencer.recruitment.Campaign;
import cn.tiyan.experiencer.recruitment.Quota;
import cn.tiyan.experiencer.recruitment.Quota.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who answered an open call. In each list {@code applied}, {@code approved} and {@code appointed} add up to the totals here; every
 * category and age band has its row, also one with nobody in it.
 *
 * @param seats altogether; null without a limit
 * @param applied all who ever answered
 * @param approved of them, who holds a seat: on notice, appointed or suspended
 * @param appointed of them, who is appointed or suspended
 */
record CampaignBalance(String campaign, @Nullable Integer seats, int applied, int approved, int appointed, List<Row> byCategory,
        List<Row> byAgeBand, List<Row> byField, List<Row> byUnit) {

    private static final Set<ExperiencerStatus> APPROVED = Set.of(ExperiencerStatus.ON_NOTICE, ExperiencerStatus.APPOINTED, ExperiencerStatus.SUSPENDED);
    private static final Set<ExperiencerStatus> APPOINTED = Set.of(ExperiencerStatus.APPOINTED, ExperiencerStatus.SUSPENDED);

    /**
     * One kind.
     *
     * @param key as the API spells it
     * @param name as officials see it
     * @param seats for this kind; null without a limit
     * @param left how many of them are free; null without a limit
     */
    record Row(String key, String name, @Nullable Integer seats, int applied, int approved, int appointed, @Nullable Integer left) {
    }

    /** @param unitName tells the name of a unit by its code */
    static CampaignBalance of(Campaign campaign, List<Head> heads, UnaryOperator<String> unitName) {
        return new CampaignBalance(campaign.id(), campaign.content().seats(), count(heads, _ -> true), count(heads, head -> APPROVED.contains(head.status())),
                count(heads, head -> APPOINTED.contains(head.status())),
                Arrays.stream(ExperiencerCategory.values()).map(kind -> row(Dimension.CATEGORY, kind.name(), kind.chinese(), campaign, heads)).toList(),
                Arrays.stream(AgeBand.values()).map(band -> row(Dimension.AGE_BAND, band.name(), band.chinese(), campaign, heads)).toList(),
                keys(Dimension.FIELD, campaign, heads).map(field -> row(Dimension.FIELD, field, field, campaign, heads)).toList(),
                keys(Dimension.UNIT, campaign, heads).map(unit -> row(Dimension.UNIT, unit, unitName.apply(unit), campaign, heads)).toList());
    }

    private static Stream<String> keys(Dimension dimension, Campaign campaign, List<Head> heads) {
        return Stream.concat(campaign.content().quotas().stream().filter(quota -> quota.dimension() == dimension).map(Quota::key),
                heads.stream().map(dimension::of)).collect(Collectors.toCollection(TreeSet::new)).stream();
    }

    private static Row row(Dimension dimension, String key, String name, Campaign campaign, List<Head> all) {
        List<Head> heads = all.stream().filter(head -> key.equals(dimension.of(head))).toList();
        int approved = count(heads, head -> APPROVED.contains(head.status()));
        Integer seats = campaign.content().quotas().stream().filter(quota -> quota.dimension() == dimension && quota.key().equals(key))
                .findFirst().map(Quota::seats).orElse(null);
        return new Row(key, name, seats, count(heads, _ -> true), approved, count(heads, head -> APPOINTED.contains(head.status())),
                seats == null ? null : Math.max(0, seats - approved));
    }

    private static int count(List<Head> heads, Predicate<Head> which) {
        return heads.stream().filter(which).mapToInt(Head::count).sum();
    }
}
