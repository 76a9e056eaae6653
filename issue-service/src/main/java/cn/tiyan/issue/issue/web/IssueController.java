package cn.tiyan.issue.issue.web;

import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.IssueFilter;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.Registration;
import cn.tiyan.issue.issue.Tally;
import cn.tiyan.issue.issue.WorkList;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Issues over HTTP: registering one by hand, and reading. */
@RestController
@RequestMapping("/api/v1/issues")
class IssueController {

    private final Issues issues;
    private final IssueChanges changes;

    IssueController(Issues issues, IssueChanges changes) {
        this.issues = issues;
        this.changes = changes;
    }

    /**
     * 登记 by hand (问题自查; notice, section 三(四)1): 201, or 200 where the same Idempotency-Key registered it before; another
     * issue under the same key is refused (422, {@code idempotency-key-reused}). A walker
     * or experiencer who registers it rates the result in person; what an office or a department registers is rated by call-back.
     * A clerk registers within the own part of the tree; a walker or experiencer about any unit.
     */
    @PostMapping
    @Operation(summary = "登记问题或需求")
    ResponseEntity<IssueView> register(Caller caller, IdempotencyKey key, @Valid @RequestBody Commands.Register body) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.WALKER, Role.EXPERIENCER);
        Unit about = changes.unit("unit", body.unit());
        boolean clerk = caller.is(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);
        if (clerk && !about.isWithin(caller.unit())) {
            throw Refusal.rule("registered-outside-subtree", "unit", "只能登记本单位管辖范围内的问题");
        }
        var source = new SourceRef(SourceKind.SELF_CHECK, key.id("chk", caller));
        Optional<Issue> begun = issues.register(about, new Registration(source, body.kind(), body.severity(), body.dimension(),
                Commands.Item.ref(body.serviceItem()), body.stage(), body.title(), body.text(), clerk ? null : caller.account(),
                changes.unit("unit", caller.unit()), body.personConcerned(), body.occurredAt() == null ? issues.now().at() : body.occurredAt()), caller);
        if (begun.isPresent()) {
            ResponseEntity<IssueView> answer = changes.answer(begun.get(), caller);
            issues.handOn(begun.get());
            return IfMatch.begun(true, "/api/v1/issues/" + begun.get().id(), answer);
        }
        Issue issue = issues.get(Issue.idFor(source), caller);
        if (!says(issue, body)) {
            throw Refusal.rule("idempotency-key-reused", IdempotencyKey.HEADER, "该请求标识已用于登记另一个内容不同的问题，请更换后重新提交");
        }
        return changes.answer(issue, caller);
    }

    /** Whether this is what it was registered with; what triage may have settled since does not matter. */
    private static boolean says(Issue issue, Commands.Register body) {
        boolean triaged = issue.difficulty() != null;
        return issue.unit().equals(body.unit()) && issue.kind() == body.kind() && issue.severity() == body.severity()
                && issue.title().equals(Masking.text(body.title())) && issue.text().equals(Masking.text(body.text()))
                && issue.concerns(body.personConcerned())
                && (body.occurredAt() == null || issue.occurredAt().equals(body.occurredAt().truncatedTo(ChronoUnit.MILLIS)))
                && (triaged || issue.dimension() == body.dimension() && issue.stage() == body.stage()
                && Objects.equals(issue.serviceItem(), Commands.Item.ref(body.serviceItem())));
    }

    /**
     * The issues the caller may see, newest first; of one desk, or of what is late, what is due first first; or what waits for the
     * caller, in that order, too. A search that would take too long is refused with {@code search-too-broad}.
     *
     * @param workList one of the lists of {@code /work-lists}; goes with {@code limit} and {@code after} alone
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看问题")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/RuleBroken")
    Page<IssueSummary> list(
            @RequestParam(required = false) @Nullable WorkList workList,
            @ParameterObject @Valid @ModelAttribute IssueFilter filter,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        if (workList != null) {
            if (!filter.equals(IssueFilter.NONE)) {
                throw Refusal.malformed("workList", "待办清单不能与其他筛选条件同时使用");
            }
            return issues.list(workList, caller, limit, after).map(IssueSummary::of);
        }
        return issues.list(filter, caller, limit, after).map(IssueSummary::of);
    }

    /** How much waits for the caller on each work list; who only walks or tries services out has the first one alone. */
    @GetMapping("/work-lists")
    @Operation(summary = "各待办清单的件数")
    List<Tally> workLists(Caller caller) {
        return issues.tallies(caller);
    }

    /** One issue, its version as ETag, and what the caller may do with it now. */
    @GetMapping("/{id}")
    @Operation(summary = "查看问题")
    ResponseEntity<IssueView> get(@PathVariable String id, Caller caller) {
        return changes.answer(issues.get(id, caller), caller);
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return issues.get(id, caller).history();
    }

    /**
     * Whether the history is as it was written.
     *
     * @param intact every entry follows from the one before it
     * @param entries how many there are
     */
    record Soundness(boolean intact, int entries) {
    }

    /** Checks the chain of the history. */
    @GetMapping("/{id}/verify")
    @Operation(summary = "校验办理历史是否完整")
    Soundness soundness(@PathVariable String id, Caller caller) {
        Issue issue = issues.get(id, caller);
        return new Soundness(issue.historyIntact(), issue.history().size());
    }
}
