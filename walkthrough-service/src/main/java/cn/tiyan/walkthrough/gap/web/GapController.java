package cn.tiyan.walkthrough.gap.web;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.walkthrough.demand.Matters;
import cn.tiyan.walkthrough.demand.Matters.Source;
import cn.tiyan.walkthrough.demand.Side;
import cn.tiyan.walkthrough.gap.Coverage;
import cn.tiyan.walkthrough.gap.Coverage.UnitCoverage;
import cn.tiyan.walkthrough.gap.Gap;
import cn.tiyan.walkthrough.gap.GapOrder;
import cn.tiyan.walkthrough.gap.GapSheet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What walkers found beside what citizens said, and what has been walked. All of it for a unit with all below it, within what the
 * caller may see (404 otherwise), over whole months of China, such as {@code from=2026-01&to=2026-11}; by default the caller's own
 * unit and the last twelve months. For officials; 400 for months that are none, too many, or the wrong way round.
 */
@RestController
@RequestMapping("/api/v1/walkthroughs")
@Tag(name = "供需两侧差异与覆盖")
class GapController {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String A_PAGE = "每页 1 至 200 条";
    private static final String TOO_LONG = "超出长度";

    private final Gap gap;
    private final Coverage coverage;
    private final Matters matters;

    GapController(Gap gap, Coverage coverage, Matters matters) {
        this.gap = gap;
        this.coverage = coverage;
        this.matters = matters;
    }

    /**
     * Items with both sides, sorted by how far they are apart: counts, shares with their 95 % intervals, and the definition in words.
     *
     * @param sort DISAGREEMENT, CITIZENS_WORSE, WALKERS_WORSE, FEEDBACK or WALKTHROUGHS
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping("/gap")
    @Operation(summary = "查看各事项走流程发现与群众反映的差异")
    Gap.View view(@RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable YearMonth from, @RequestParam(required = false) @Nullable YearMonth to,
            @RequestParam(defaultValue = "DISAGREEMENT") GapOrder sort,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = A_PAGE) @Max(value = 200, message = A_PAGE) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 300, message = TOO_LONG) String after, Caller caller) {
        return gap.view(gap.asked(caller, unit, from, to), sort, limit, after);
    }

    /** The same as a workbook (xlsx), all items of it. */
    @GetMapping("/gap/export")
    @Operation(summary = "导出供需两侧体验差异（xlsx）")
    void export(@RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable YearMonth from, @RequestParam(required = false) @Nullable YearMonth to,
            @RequestParam(defaultValue = "DISAGREEMENT") GapOrder sort, Caller caller, HttpServletResponse response) throws IOException {
        GapSheet sheet = gap.sheet(gap.asked(caller, unit, from, to), sort, caller);
        response.setContentType(WORKBOOK);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(sheet.fileName(), StandardCharsets.UTF_8).build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        sheet.to(response.getOutputStream());
    }

    /**
     * The single walkthroughs or feedback records behind an item's sums, newest first; only those the caller may open.
     *
     * @param item code of the service item
     * @param side WALKERS or CITIZENS
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping("/gap/{item}")
    @Operation(summary = "查看某事项背后的走流程记录或群众反馈")
    Page<Source> sources(@PathVariable @Size(max = 64, message = TOO_LONG) String item,
            @Parameter(schema = @Schema(allowableValues = {"WALKERS", "CITIZENS"})) @RequestParam Side side,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable YearMonth from, @RequestParam(required = false) @Nullable YearMonth to,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = A_PAGE) @Max(value = 200, message = A_PAGE) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 300, message = TOO_LONG) String after, Caller caller) {
        return matters.of(item, side, gap.asked(caller, unit, from, to), limit, after);
    }

    /**
     * Which items have been walked, by role and dimension, and which never; in the order of their codes.
     *
     * @param walked true for those walked in these months only, false for the others
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping("/coverage")
    @Operation(summary = "查看走流程覆盖情况：事项、角色、维度")
    Coverage.View coverage(@RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable YearMonth from, @RequestParam(required = false) @Nullable YearMonth to,
            @RequestParam(required = false) @Nullable Boolean walked,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = A_PAGE) @Max(value = 200, message = A_PAGE) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 64, message = TOO_LONG) String after, Caller caller) {
        return coverage.view(gap.asked(caller, unit, from, to), walked, limit, after);
    }

    /**
     * Which units have been walked, each with all below it, and which never; in the order of their codes.
     *
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping("/coverage/units")
    @Operation(summary = "查看走流程覆盖情况：单位")
    Page<UnitCoverage> units(@RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable YearMonth from, @RequestParam(required = false) @Nullable YearMonth to,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = A_PAGE) @Max(value = 200, message = A_PAGE) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 64, message = TOO_LONG) String after, Caller caller) {
        return coverage.units(gap.asked(caller, unit, from, to), limit, after);
    }
}
