package cn.tiyan.reporting.figure.web;

import cn.tiyan.contracts.vocabulary.ServiceTheme;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.cube.Count;
import cn.tiyan.reporting.cube.Facet;
import cn.tiyan.reporting.cube.RowReader;
import cn.tiyan.reporting.cube.Slice;
import cn.tiyan.reporting.cube.Subject;
import cn.tiyan.reporting.figure.Figure;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.figure.Overview;
import cn.tiyan.reporting.figure.Period;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Figures, each restricted to the subtree of the caller's unit. Days are days in China. Wherever days are asked for: {@code period}
 * is a year, quarter, month, week or day ({@code 2026}, {@code 2026-Q4}, {@code 2026-11}, {@code 2026-W48}, {@code 2026-11-28});
 * or {@code from} and {@code to}, by default from the first of the year to today. {@code unit} is by default the caller's own.
 * {@code figures} names those to show, separated by commas, where an answer would have all of them.
 */
@RestController
@RequestMapping("/api/v1/figures")
@Tag(name = "统计指标")
class FigureController {

    private final Figures figures;
    private final RowReader rows;

    FigureController(Figures figures, RowReader rows) {
        this.figures = figures;
        this.rows = rows;
    }

    /** All figures of one unit's subtree. */
    @GetMapping("/overview")
    @Operation(summary = "全部指标")
    Overview overview(Caller caller, @ParameterObject @ModelAttribute Asked asked) {
        return answered(caller, asked, (unit, days) -> asked.shown(figures.overview(caller, unit, days)));
    }

    /** All figures beside those of the period before and of the same days a year earlier. */
    @GetMapping("/compared")
    @Operation(summary = "全部指标及环比、同比")
    Figures.Compared compared(Caller caller, @ParameterObject @ModelAttribute Asked asked) {
        return answered(caller, asked, (unit, days) -> {
            Figures.Compared all = figures.compared(caller, unit, days);
            return new Figures.Compared(asked.shown(all.now()), asked.shown(all.before()), asked.shown(all.yearBefore()));
        });
    }

    /** All figures for each unit one level below; units with nothing to count are left out. */
    @GetMapping("/by-unit")
    @Operation(summary = "下一级各单位的指标")
    List<Overview> byUnit(Caller caller, @ParameterObject @ModelAttribute Asked asked) {
        return answered(caller, asked, (unit, days) -> asked.shown(figures.byUnit(caller, unit, days)));
    }

    /** The same by source, such as HOTLINE_12345 for issues and feedback. */
    @GetMapping("/by-source")
    @Operation(summary = "按来源")
    Map<String, Overview> bySource(Caller caller, @ParameterObject @ModelAttribute Asked asked) {
        return answered(caller, asked, (unit, days) -> asked.shown(figures.by(Facet.SOURCE, caller, unit, days)));
    }

    /** The same by kind: of issues, channels, categories. */
    @GetMapping("/by-kind")
    @Operation(summary = "按类别")
    Map<String, Overview> byKind(Caller caller, @ParameterObject @ModelAttribute Asked asked) {
        return answered(caller, asked, (unit, days) -> asked.shown(figures.by(Facet.KIND, caller, unit, days)));
    }

    /** The same by the five dimensions. */
    @GetMapping("/by-dimension")
    @Operation(summary = "按五个维度")
    Map<String, Overview> byDimension(Caller caller, @ParameterObject @ModelAttribute Asked asked) {
        return answered(caller, asked, (unit, days) -> asked.shown(figures.by(Facet.DIMENSION, caller, unit, days)));
    }

    /**
     * By theme of the service items they are about, the figures that are kept of items.
     *
     * @param period a year or a month; by default this year
     * @param figures which to show; by default all of these. Others: 422 {@code not-of-items}
     */
    @GetMapping("/by-theme")
    @Operation(summary = "按主题", description = "按事项的主题汇总；主题不明的事项列入 OTHER（其他）；未写明事项的记录不在其中。")
    Map<ServiceTheme, Overview> byTheme(Caller caller, @RequestParam @Nullable String unit, @RequestParam @Nullable String period, @RequestParam @Nullable Set<Figure> figures) {
        return answered(caller, unit, period, (of, named) -> {
            requireNamed(figures);
            return this.figures.byTheme(caller, of, named, figures == null ? Figure.OF_ITEMS : figures);
        });
    }

    /**
     * Of certain service items, the figures that are kept of items.
     *
     * @param items codes, 1 to 200, in the order they are wanted
     * @param period a year or a month; by default this year
     */
    @GetMapping("/by-item")
    @Operation(summary = "按事项")
    List<Figures.ItemFigures> byItem(Caller caller, @RequestParam @Size(min = 1, max = 200)
            List<@Pattern(regexp = "\\P{Cc}+", message = "应为事项编码，以逗号分隔") String> items, @RequestParam @Nullable String unit,
            @RequestParam @Nullable String period) {
        return answered(caller, unit, period, (of, named) -> figures.byItem(caller, of, named, items));
    }

    /** How far what was found has come, step by step of the loop. */
    @GetMapping("/funnel")
    @Operation(summary = "闭环漏斗")
    Figures.Funnel funnel(Caller caller, @ParameterObject @ModelAttribute Asked asked) {
        return answered(caller, asked, (unit, days) -> figures.funnel(caller, unit, days));
    }

    /**
     * All figures of the regions below, to be put on a map: their codes are those of GB/T 2260 where they have one.
     *
     * @param depth 1 for those just below, such as cities; 2 for those below these, such as counties
     */
    @GetMapping("/map")
    @Operation(summary = "地区分布")
    List<Overview> map(Caller caller, @ParameterObject @ModelAttribute Asked asked, @RequestParam(defaultValue = "1") @Min(1) @Max(2) int depth) {
        return answered(caller, asked, (unit, days) -> asked.shown(figures.regions(caller, unit, days, depth, asked.figures())));
    }

    /** All figures for each day, week, month, quarter or year of the period; 400 steps at most. */
    @GetMapping("/trend")
    @Operation(summary = "趋势")
    List<Overview> trend(Caller caller, @ParameterObject @ModelAttribute Asked asked, @RequestParam(defaultValue = "MONTH") Period.Step step) {
        return answered(caller, asked, (unit, days) -> asked.shown(figures.trend(caller, unit, days, step, asked.figures())));
    }

    /**
     * Regions by a rate, by the lower end of its interval; small samples stand behind, without a rank.
     *
     * @param figure one with a denominator; else 422 {@code not-ranked}
     */
    @GetMapping("/ranking")
    @Operation(summary = "排名", description = "仅对比率排名，按 95% 置信区间下限；样本不足 30 的只展示不排名；数量类指标不作排名。")
    List<Figures.Place> ranking(Caller caller, @RequestParam Figure figure, @ParameterObject @ModelAttribute Asked asked,
            @RequestParam(defaultValue = "1") @Min(1) @Max(2) int depth) {
        return answered(caller, asked, (unit, days) -> figures.ranking(caller, unit, days, depth, figure));
    }

    /** Issues overdue now, by how long since the deadline they missed. */
    @GetMapping("/overdue")
    @Operation(summary = "当前超期，按超期天数")
    List<Figures.Overdue> overdue(Caller caller, @RequestParam @Nullable String unit) {
        caller.requireOfficial();
        return figures.overdue(caller, figures.visible(caller, unit));
    }

    /**
     * The service items there was most of.
     *
     * @param period a year or a month; by default this year
     * @param of issues, walkthroughs or feedback
     */
    @GetMapping("/hot-items")
    @Operation(summary = "热点事项")
    List<Figures.ItemFigures> hotItems(Caller caller, @RequestParam @Nullable String unit, @RequestParam @Nullable String period,
            @RequestParam(defaultValue = "ISSUE") Subject of, @RequestParam(defaultValue = "20") @Min(1) @Max(200) int limit) {
        return answered(caller, unit, period, (at, named) -> figures.hotItems(caller, at, named, of, limit));
    }

    /**
     * The records a figure is made of: those that add to its number, or to a rate's numerator.
     *
     * @param of which kind of record
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping("/records")
    @Operation(summary = "指标对应的记录", description = "只列出您可以查看的记录；问题、走流程等详情按编号到相应接口查询。")
    Page<RowReader.Shown> records(Caller caller, @RequestParam Figure figure, @RequestParam(defaultValue = "ISSUE") Subject of,
            @ParameterObject @ModelAttribute Asked asked, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit, @RequestParam @Nullable String after) {
        return answered(caller, asked, (unit, days) -> rows.adding(
                Slice.of(caller, unit.code(), days.from(), days.to()), of, figure.numerator(), limit, after));
    }

    /** What each figure means. */
    @GetMapping("/catalogue")
    @Operation(summary = "指标目录")
    List<Definition> catalogue() {
        return Arrays.stream(Figure.values())
                .map(figure -> new Definition(figure, figure.chinese(), figure.definition(), figure.numerator(), figure.denominator(), figure.less(),
                        figure.form(), figure.formula(), figure.section()))
                .toList();
    }

    private <T> T answered(Caller caller, Asked asked, BiFunction<Unit, Period, T> answer) {
        caller.requireOfficial();
        requireNamed(asked.figures());
        Unit unit = figures.visible(caller, asked.unit());
        return answer.apply(unit, Period.of(asked.period(), asked.from(), asked.to(), figures.today()));
    }

    /** To leave the names out asks for all; to name none, or what is blank, asks for nothing. */
    private static void requireNamed(@Nullable Set<@Nullable Figure> figures) {
        if (figures != null && (figures.isEmpty() || figures.stream().anyMatch(Objects::isNull))) {
            throw Refusal.malformed("figures", "请写明指标名称，以逗号分隔；不带该参数则为全部指标");
        }
    }

    /** What is kept by years and months; by default of this year. */
    private <T> T answered(Caller caller, @Nullable String unit, @Nullable String period, BiFunction<Unit, String, T> answer) {
        caller.requireOfficial();
        return answer.apply(figures.visible(caller, unit), figures.orThisYear(period));
    }

    /**
     * What each answer is asked for.
     *
     * @param unit code; by default the caller's own
     * @param period by name; else {@code from} and {@code to}
     * @param from first day; by default the first of the year of {@code to}
     * @param to last day; by default today
     * @param figures which to show, where an answer has all of them; by default all
     */
    record Asked(@Nullable String unit, @Nullable String period, @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to, @Nullable Set<Figure> figures) {

        Overview shown(Overview all) {
            return figures == null ? all : all.only(figures);
        }

        List<Overview> shown(List<Overview> all) {
            return all.stream().map(this::shown).toList();
        }

        Map<String, Overview> shown(Map<String, Overview> all) {
            Map<String, Overview> shown = new LinkedHashMap<>();
            all.forEach((part, overview) -> shown.put(part, shown(overview)));
            return shown;
        }
    }

    /**
     * @param figure stable name
     * @param name 中文名称
     * @param definition 含义
     * @param numerator what is counted
     * @param denominator of what; absent for a number
     * @param less what does not count in the denominator
     * @param form how it is to be read
     * @param formula in terms of counts
     * @param section section of the notice that asks for it
     */
    record Definition(Figure figure, String name, String definition, Count numerator, @Nullable Count denominator, List<Count> less, Figure.Form form,
            String formula, String section) {
    }
}
