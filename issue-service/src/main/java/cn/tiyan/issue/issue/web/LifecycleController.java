package cn.tiyan.issue.issue.web;

import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Taking an issue through its life. Every change says in If-Match which version it is meant for, is one write, and answers with
 * the issue as it now is. Besides 400 (a field is wrong) and 404 (no such issue, or not for this caller to see), a change can be
 * refused with 403 (the role), 409 (somebody was faster), 422 (a rule, by name) and 428 (no If-Match).
 */
@RestController
@RequestMapping("/api/v1/issues/{id}")
class LifecycleController {

    private final Issues issues;
    private final IssueChanges changes;

    LifecycleController(Issues issues, IssueChanges changes) {
        this.issues = issues;
        this.changes = changes;
    }

    /** 研判; again before it is dispatched, to correct it. */
    @PostMapping("/triage")
    @Operation(summary = "研判")
    ResponseEntity<IssueView> triage(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Triage body) {
        var found = new Issue.Assessment(body.difficulty(), body.dimension(), Commands.Item.ref(body.serviceItem()), body.stage(), body.cause());
        return changes.change(id, caller, version, (issue, by, now) -> issue.triage(found, body.note(), by, now));
    }

    /** 不予受理. */
    @PostMapping("/rejection")
    @Operation(summary = "不予受理")
    ResponseEntity<IssueView> reject(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Reason body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.reject(body.reason(), by, now));
    }

    /** 重新受理 what was rejected. */
    @PostMapping("/reconsideration")
    @Operation(summary = "重新受理")
    ResponseEntity<IssueView> reconsider(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Reason body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.reconsider(body.reason(), by, now));
    }

    /** 合并: a duplicate follows its survivor from then on. */
    @PostMapping("/merger")
    @Operation(summary = "合并到另一问题")
    ResponseEntity<IssueView> merge(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Merge body) {
        Issue survivor = issues.get(body.survivor(), caller);
        return changes.change(id, caller, version, (issue, by, now) -> issue.mergeInto(survivor, body.note(), by, now));
    }

    /** 拆分: it was no duplicate, and begins anew. */
    @PostMapping("/split")
    @Operation(summary = "拆分")
    ResponseEntity<IssueView> split(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Reason body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.split(body.reason(), by, now));
    }

    /** 派单. */
    @PostMapping("/dispatch")
    @Operation(summary = "派单")
    ResponseEntity<IssueView> dispatch(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Dispatch body) {
        return changes.change(id, caller, version, (issue, by, now) ->
                issue.dispatch(changes.unit("handlingUnit", body.handlingUnit()), body.clerk(), body.note(), by, now));
    }

    /** 签收. */
    @PostMapping("/acceptance")
    @Operation(summary = "签收")
    ResponseEntity<IssueView> accept(@PathVariable String id, Caller caller, IfMatch version,
            @Valid @RequestBody(required = false) Commands.@Nullable Note body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.accept(note(body), by, now));
    }

    /** 退单. */
    @PostMapping("/return-request")
    @Operation(summary = "申请退单")
    ResponseEntity<IssueView> requestReturn(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Reason body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.requestReturn(body.reason(), by, now));
    }

    /** 退单审核. */
    @PostMapping("/return-review")
    @Operation(summary = "审核退单")
    ResponseEntity<IssueView> reviewReturn(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Review body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.reviewReturn(body.approved(), body.note(), by, now));
    }

    /** 制定整改措施. */
    @PostMapping("/plan")
    @Operation(summary = "制定整改措施")
    ResponseEntity<IssueView> plan(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Plan body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.plan(body.plan(), by, now));
    }

    /**
     * 完成整改步骤.
     *
     * @param number from 1
     */
    @PostMapping("/plan/steps/{number}/completion")
    @Operation(summary = "完成整改步骤")
    ResponseEntity<IssueView> completeStep(@PathVariable String id, @PathVariable int number, Caller caller, IfMatch version) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.completeStep(number, by, now));
    }

    /** 提交. */
    @PostMapping("/submission")
    @Operation(summary = "提交整改")
    ResponseEntity<IssueView> submit(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Submission body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.submit(body.done(), by, now));
    }

    /** 核查通过. */
    @PostMapping("/verification")
    @Operation(summary = "核查通过")
    ResponseEntity<IssueView> verify(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Verification body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.verify(body.opinion(), by, now));
    }

    /** 退回整改. */
    @PostMapping("/send-back")
    @Operation(summary = "退回整改")
    ResponseEntity<IssueView> sendBack(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Reason body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.sendBack(body.reason(), by, now));
    }

    /** 评价, in person or by call-back. */
    @PostMapping("/rating")
    @Operation(summary = "评价：本人评价，或回访代录")
    ResponseEntity<IssueView> rate(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Rating body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.rate(body.judgement(), by, now));
    }

    /** 销号. */
    @PostMapping("/closure")
    @Operation(summary = "销号")
    ResponseEntity<IssueView> close(@PathVariable String id, Caller caller, IfMatch version,
            @Valid @RequestBody(required = false) Commands.@Nullable Note body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.close(note(body), by, now));
    }

    /** 回头看. */
    @PostMapping("/look-back")
    @Operation(summary = "回头看")
    ResponseEntity<IssueView> lookBack(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.LookBack body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.lookBack(body.held(), body.note(), by, now));
    }

    /** 登记优化: what changed for good. */
    @PostMapping("/optimizations")
    @Operation(summary = "登记优化")
    ResponseEntity<IssueView> optimize(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Improvement body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.recordOptimization(Commands.Item.ref(body.serviceItem()), body.text(),
                Commands.Improvement.Pair.change(body.steps()), Commands.Improvement.Pair.change(body.days()),
                Commands.Improvement.Pair.change(body.materials()), Commands.Improvement.Pair.change(body.visits()), by, now));
    }

    private static @Nullable String note(Commands.@Nullable Note body) {
        return body == null ? null : body.note();
    }
}
