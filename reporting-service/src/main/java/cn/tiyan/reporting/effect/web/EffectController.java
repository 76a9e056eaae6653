package cn.tiyan.reporting.effect.web;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.effect.Effect;
import cn.tiyan.reporting.effect.Effects;
import cn.tiyan.reporting.figure.Figures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What optimizations led to (notice, section 五(三)): before and after, and beside items that were not changed. */
@RestController
@RequestMapping("/api/v1/figures")
@Tag(name = "优化成效")
class EffectController {

    private final Effects effects;
    private final Figures figures;

    EffectController(Effects effects, Figures figures) {
        this.effects = effects;
        this.figures = figures;
    }

    /**
     * Of the last optimization of one service item, month by month; 404 if there was none.
     *
     * @param item code of the service item
     * @param unit where it is looked for and counted, with all below; by default the caller's own
     */
    @GetMapping("/effect")
    @Operation(summary = "事项优化前后对比", description = "前后各 6 个完整月（优化当月除外），并与同一范围内这些月份没有优化过的事项对照；未结束的月份不计并列明。")
    Effect effect(Caller caller, @RequestParam @NotBlank @Size(max = 100) String item, @RequestParam @Nullable String unit) {
        caller.requireOfficial();
        return effects.of(caller, figures.visible(caller, unit), item);
    }

    /**
     * Of every optimization, newest first.
     *
     * @param limit 1 to 20
     * @param after {@code next} of the page before
     */
    @GetMapping("/effects")
    @Operation(summary = "历次优化的成效")
    Page<Effect> list(Caller caller, @RequestParam @Nullable String unit, @RequestParam(defaultValue = "10") @Min(1) @Max(20) int limit,
            @RequestParam @Nullable String after) {
        caller.requireOfficial();
        return effects.list(caller, figures.visible(caller, unit), limit, after);
    }
}
