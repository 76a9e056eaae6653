package cn.tiyan.reporting.coverage.web;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.coverage.Coverage;
import cn.tiyan.reporting.figure.Figures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much of the catalogue was walked. */
@RestController
@RequestMapping("/api/v1/figures/coverage")
@Tag(name = "统计指标")
class CoverageController {

    private final Coverage coverage;
    private final Figures figures;

    CoverageController(Coverage coverage, Figures figures) {
        this.coverage = coverage;
        this.figures = figures;
    }

    /**
     * Items, roles and dimensions, each as a share of the catalogue, and all three together.
     *
     * @param unit by default the caller's own
     * @param period a year or a month; by default this year
     */
    @GetMapping
    @Operation(summary = "走流程覆盖率：事项 × 角色 × 维度", description = "按年或按月；逐项查看哪些事项尚未走过，见 /api/v1/walkthroughs 下的覆盖情况。")
    Coverage.Covered covered(Caller caller, @RequestParam @Nullable String unit, @RequestParam @Nullable String period) {
        caller.requireOfficial();
        return coverage.covered(caller, figures.visible(caller, unit), figures.orThisYear(period));
    }
}
