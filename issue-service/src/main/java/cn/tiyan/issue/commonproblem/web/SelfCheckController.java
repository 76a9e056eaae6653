package cn.tiyan.issue.commonproblem.web;

import cn.tiyan.issue.commonproblem.Answer;
import cn.tiyan.issue.commonproblem.SelfCheck;
import cn.tiyan.issue.commonproblem.SelfCheckStatus;
import cn.tiyan.issue.commonproblem.SelfChecks;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
 * Self-checks over HTTP. They come from a confirmed common problem by themselves; the unit answers, an office above reviews. A
 * change says in If-Match which version it is meant for, and is refused with 400, 403, 404, 409, 422 (a rule, by name) or 428.
 */
@RestController
@RequestMapping("/api/v1/self-checks")
@Tag(name = "自查自纠")
class SelfCheckController {

    private final SelfChecks selfChecks;

    SelfCheckController(SelfChecks selfChecks) {
        this.selfChecks = selfChecks;
    }

    /**
     * 报送自查: either the first three, or the last.
     *
     * @param found whether the same problem was found
     * @param corrected how many cases were corrected; required where it was found
     * @param done how it was looked for and what was done
     * @param notConcerned why the problem cannot exist here
     */
    record Report(
            @Nullable Boolean found,
            @Nullable @Min(value = 0, message = "应为 0 至 1000000 件") @Max(value = 1_000_000, message = "应为 0 至 1000000 件") Integer corrected,
            @Nullable @Prose String done,
            @Nullable @Prose String notConcerned) {
    }

    /** 审核通过 needs no words. */
    record Accept(@Nullable @Prose String note) {
    }

    /**
     * 退回自查.
     *
     * @param reason why the answer does not do
     * @param dueInWorkingDays how many more working days the unit has, if more than it has anyway
     */
    record SendBack(
            @NotNull(message = "必填") @Prose String reason,
            @Nullable @Min(value = 1, message = "应为 1 至 60 个工作日") @Max(value = 60, message = "应为 1 至 60 个工作日") Integer dueInWorkingDays) {
    }

    /**
     * The self-checks the caller may see, newest first.
     *
     * @param problemId of this common problem
     * @param overdue only those that are, or are not, late
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看自查")
    Page<SelfCheckView> list(
            @RequestParam(required = false) @Nullable SelfCheckStatus status,
            @RequestParam(required = false) @Nullable @Size(max = 64, message = "最多 64 字") String problemId,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        return selfChecks.list(new SelfChecks.Filter(status, problemId, overdue), caller, limit, after)
                .map(check -> SelfCheckView.of(check, caller));
    }

    /** One self-check, its version as ETag, and what the caller may do with it now. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一项自查")
    ResponseEntity<SelfCheckView> get(@PathVariable String id, Caller caller) {
        return answer(selfChecks.get(id, caller), caller);
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看自查的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return selfChecks.get(id, caller).history();
    }

    /** 报送自查. */
    @PostMapping("/{id}/answer")
    @Operation(summary = "报送自查情况")
    ResponseEntity<SelfCheckView> report(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Report body) {
        var said = new Answer(body.found(), body.corrected(), body.done(), body.notConcerned());
        return answer(selfChecks.command(id, caller, version.version(), (check, by, at) -> check.answer(said, by, at)), caller);
    }

    /** 审核通过. */
    @PostMapping("/{id}/acceptance")
    @Operation(summary = "审核通过")
    ResponseEntity<SelfCheckView> accept(@PathVariable String id, Caller caller, IfMatch version,
            @Valid @RequestBody(required = false) @Nullable Accept body) {
        String note = body == null ? null : body.note();
        return answer(selfChecks.command(id, caller, version.version(), (check, by, at) -> check.accept(note, by, at)), caller);
    }

    /** 退回自查. */
    @PostMapping("/{id}/send-back")
    @Operation(summary = "退回自查")
    ResponseEntity<SelfCheckView> sendBack(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody SendBack body) {
        var term = body.dueInWorkingDays() == null ? null : selfChecks.term(body.dueInWorkingDays());
        return answer(selfChecks.command(id, caller, version.version(), (check, by, at) -> check.sendBack(body.reason(), term, by, at)),
                caller);
    }

    private static ResponseEntity<SelfCheckView> answer(SelfCheck check, Caller caller) {
        return IfMatch.tagged(check, SelfCheckView.of(check, caller));
    }
}
