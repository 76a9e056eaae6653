package cn.tiyan.reporting.topic.web;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.cube.Subject;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.topic.Themes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the service items most was heard of are about (notice, sections 三(一)2 and 三(二)2). */
@RestController
@RequestMapping("/api/v1/figures/topics")
@Tag(name = "统计指标")
class TopicController {

    private final Themes themes;
    private final Figures figures;

    TopicController(Themes themes, Figures figures) {
        this.themes = themes;
        this.figures = figures;
    }

    /**
     * The themes there was most of, most first.
     *
     * @param unit by default the caller's own
     * @param period a year or a month; by default this year
     * @param of issues, walkthroughs or feedback
     */
    @GetMapping
    @Operation(summary = "主题热度", description = "按事项的主题汇总；主题不明的事项列入“其他”；未写明事项的记录不在其中。")
    Themes.Heat heat(Caller caller, @RequestParam @Nullable String unit, @RequestParam @Nullable String period, @RequestParam(defaultValue = "ISSUE") Subject of) {
        caller.requireOfficial();
        return themes.heat(caller, figures.visible(caller, unit), figures.orThisYear(period), of);
    }
}
