package cn.tiyan.reporting.topic;

import cn.tiyan.contracts.vocabulary.ServiceTheme;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.cube.CubeReader;
import cn.tiyan.reporting.cube.Gaps;
import cn.tiyan.reporting.cube.Slice;
import cn.tiyan.reporting.cube.Subject;
import cn.tiyan.reporting.figure.Period;
import cn.tiyan.reporting.item.Items;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much was heard of each theme: of its service items, added up. */
@Component
public class Themes {

    private static final int HOTTEST = 3;

    private final CubeReader cube;
    private final Items items;
    private final Gaps gaps;

    Themes(CubeReader cube, Items items, Gaps gaps) {
        this.cube = cube;
        this.items = items;
        this.gaps = gaps;
    }

    /**
     * A service item.
     *
     * @param item its code
     * @param name its name, where it is known
     * @param heat how many issues, walkthroughs or feedback records
     */
    public record Hot(String item, @Nullable String name, long heat) {
    }

    /**
     * A theme.
     *
     * @param name 中文名称
     * @param heat how many issues, walkthroughs or feedback records about its items
     * @param share of all that are about any item, 0 to 1
     * @param items of how many different items
     * @param hottest its three items with most
     */
    public record Topic(ServiceTheme theme, String name, long heat, double share, int items, List<Hot> hottest) {
    }

    /**
     * The themes, most first.
     *
     * @param from first day, in China
     * @param to last day, in China
     * @param heat of all themes together; what names no service item is in none
     * @param asOf time of the newest event counted; absent where nothing was
     * @param incompleteSince when the earliest event happened that could not be counted yet; absent where none is missing
     */
    public record Heat(String unit, String unitName, LocalDate from, LocalDate to, Subject of, long heat, @Nullable Instant asOf, @Nullable Instant incompleteSince, List<Topic> topics) {
    }

    /**
     * How much was heard of each theme; items whose theme is not known stand under 其他.
     *
     * @param period {@code 2026} or {@code 2026-11}
     * @throws Refusal malformed, if it is no year or month, or if there is nothing of the kind about items
     */
    public Heat heat(Caller caller, Unit unit, String period, Subject of) {
        Period days = Period.yearOrMonth(period, "主题热度");
        if (of != Subject.ISSUE && of != Subject.WALKTHROUGH && of != Subject.FEEDBACK) {
            throw Refusal.malformed("of", "主题热度只统计问题（ISSUE）、走流程（WALKTHROUGH）和群众反馈（FEEDBACK）");
        }
        CubeReader.Heat found = cube.heat(Slice.of(caller, unit.code(), days.from(), days.to()), of, period);
        Map<String, Long> heat = found.items();
        Map<ServiceTheme, Map<String, Long>> together = items.byTheme(heat);
        Map<ServiceTheme, List<Map.Entry<String, Long>>> hottest = new HashMap<>();
        together.forEach((theme, all) -> hottest.put(theme, all.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).limit(HOTTEST).toList()));
        Map<String, String> names = items.names(hottest.values().stream().flatMap(List::stream).map(Map.Entry::getKey).toList());
        long whole = heat.values().stream().mapToLong(Long::longValue).sum();
        List<Topic> topics = new ArrayList<>();
        together.forEach((theme, all) -> {
            long sum = all.values().stream().mapToLong(Long::longValue).sum();
            topics.add(new Topic(theme, theme.chinese(), sum, (double) sum / whole, all.size(), Objects.requireNonNull(hottest.get(theme)).stream()
                    .map(item -> new Hot(item.getKey(), names.get(item.getKey()), item.getValue())).toList()));
        });
        topics.sort(Comparator.comparingLong(Topic::heat).reversed().thenComparing(Topic::theme));
        return new Heat(unit.code(), unit.name(), days.from(), days.to(), of, whole, found.asOf(), gaps.incompleteSince(), topics);
    }
}
