package cn.tiyan.issue.commonproblem.web;

import cn.tiyan.issue.commonproblem.CommonProblem;
import cn.tiyan.issue.commonproblem.CommonProblems;
import cn.tiyan.issue.commonproblem.CommonProblems.Confirmation;
import cn.tiyan.issue.commonproblem.ProblemStatus;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Common problems over HTTP. They come from cases by themselves; an office decides on them. A decision says in If-Match which
 * version it is meant for, and is refused with 400, 403, 404, 409, 422 (a rule, by name) or 428 like any other.
 */
@RestController
@RequestMapping("/api/v1/common-problems")
@Tag(name = "共性问题")
class CommonProblemController {

    private final CommonProblems problems;

    CommonProblemController(CommonProblems problems) {
        this.problems = problems;
    }

    /**
     * 认定.
     *
     * @param title one line
     * @param measures what every unit is asked to look for and to do
     * @param dueInWorkingDays how many working days the units have
     * @param units who must check itself, all units with cases that were not asked since or one above each among them; where absent, the
     *     units with cases and their sister departments below the office
     */
    record Confirm(
            @NotNull(message = "必填") @Line String title,
            @NotNull(message = "必填") @Prose String measures,
            @NotNull(message = "必填") @Min(value = 1, message = "应为 1 至 120 个工作日") @Max(value = 120, message = "应为 1 至 120 个工作日")
            Integer dueInWorkingDays,
            @Nullable @Size(min = 1, max = 1000, message = "应为 1 至 1000 个单位") List<@NotNull(message = "必填")
                    @Pattern(regexp = "\\d{6}(-[A-Z0-9]{1,16})?", message = "应为单位编码，例如 210100-HRSS") String> units) {
    }

    /** @param reason why the cases are no common problem */
    record Dismiss(@NotNull(message = "必填") @Prose String reason) {
    }

    /**
     * The common problems the caller may see, those that began last first.
     *
     * @param item code of the service item
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看共性问题")
    Page<CommonProblemLine> list(
            @RequestParam(required = false) @Nullable ProblemStatus status,
            @RequestParam(required = false) @Nullable @Size(max = 64, message = "最多 64 字") String item,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        return problems.list(new CommonProblems.Filter(status, item), caller, limit, after).map(CommonProblemLine::of);
    }

    /** One common problem with its cases, its rounds, how far they have come, and what the caller may do now. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一个共性问题、其案例和自查进展")
    ResponseEntity<CommonProblemView> get(@PathVariable String id, Caller caller) {
        return answer(problems.get(id, caller), caller);
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看共性问题的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return problems.get(id, caller).history();
    }

    /** 认定: the units concerned get their self-checks right after. */
    @PostMapping("/{id}/confirmation")
    @Operation(summary = "认定共性问题并下发自查")
    ResponseEntity<CommonProblemView> confirm(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Confirm body) {
        return answer(problems.confirm(id, caller, version.version(),
                new Confirmation(body.title(), body.measures(), body.dueInWorkingDays(), body.units())), caller);
    }

    /** 不予认定; where it had come back only that, and it is watched as before. */
    @PostMapping("/{id}/dismissal")
    @Operation(summary = "不予认定")
    ResponseEntity<CommonProblemView> dismiss(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Dismiss body) {
        return answer(problems.dismiss(id, caller, version.version(), body.reason()), caller);
    }

    private static ResponseEntity<CommonProblemView> answer(CommonProblem problem, Caller caller) {
        return IfMatch.tagged(problem, CommonProblemView.of(problem, caller));
    }
}
