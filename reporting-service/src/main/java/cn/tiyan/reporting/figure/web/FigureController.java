package cn.tiyan.reporting.figure.web;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.reporting.cube.Count;
import cn.tiyan.reporting.figure.Figure;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.figure.Overview;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures, each restricted to the subtree of the caller's unit. Days are days in China. */
@RestController
@RequestMapping("/api/v1/figures")
class FigureController {

    private final Figures figures;

    FigureController(Figures figures) {
        this.figures = figures;
    }

    /**
     * All figures of one unit's subtree.
     *
     * @param unit code; by default the caller's own
     * @param from first day; by default the first of the year of {@code to}
     * @param to last day; by default today
     */
    @GetMapping("/overview")
    Overview overview(Caller caller, @RequestParam @Nullable String unit,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {
        official(caller);
        return figures.overview(caller, unit, from, to);
    }

    /** The same for each unit one level below; units with nothing to count are left out. */
    @GetMapping("/by-unit")
    List<Overview> byUnit(Caller caller, @RequestParam @Nullable String unit,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {
        official(caller);
        return figures.byUnit(caller, unit, from, to);
    }

    /** The same by source, such as HOTLINE_12345 for issues and feedback. */
    @GetMapping("/by-source")
    Map<String, Overview> bySource(Caller caller, @RequestParam @Nullable String unit,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {
        official(caller);
        return figures.bySource(caller, unit, from, to);
    }

    /** What each figure means. */
    @GetMapping("/catalogue")
    List<Definition> catalogue() {
        return Arrays.stream(Figure.values())
                .map(figure -> new Definition(figure, figure.chinese(), figure.definition(), figure.numerator(), figure.denominator(), figure.less(), figure.section()))
                .toList();
    }

    private static void official(Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.VERIFIER, Role.WALKER, Role.LEADER);
    }

    /**
     * @param figure stable name
     * @param name 中文名称
     * @param definition 含义
     * @param numerator what is counted
     * @param denominator of what; absent for a number
     * @param less what does not count in the denominator
     * @param section section of the notice that asks for it
     */
    record Definition(Figure figure, String name, String definition, Count numerator, @Nullable Count denominator, List<Count> less, String section) {
    }
}
