package cn.tiyan.issue.issue.web;

import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.IssuePolicy;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.Phase;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.platform.web.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
 * Issues over HTTP. Every change says in If-Match which version it is meant for, is one write, and answers with the issue as
 * it now is. Besides 400 (a field is wrong) and 404 (no such issue, or not for this caller to see), a change can be refused
 * with 403 (the role), 409 (somebody was faster), 422 (a rule, by name) and 428 (no If-Match).
 */
@RestController
@RequestMapping("/api/v1/issues")
class IssueController {

    private final Issues issues;
    private final Organisation organisation;
    private final Live<IssuePolicy> policy;

    IssueController(Issues issues, Organisation organisation, LiveSettings settings) {
        this.issues = issues;
        this.organisation = organisation;
        this.policy = settings.bind("tiyan.issue.policy", IssuePolicy.class);
    }

    /**
     * The issues the caller may see, newest first.
     *
     * @param sourceId id of the finding or feedback they came from
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    Page<IssueSummary> list(
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable Phase phase,
            @RequestParam(required = false) @Nullable IssueKind kind,
            @RequestParam(required = false) @Nullable SourceKind source,
            @RequestParam(required = false) @Nullable String sourceId,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        return issues.list(new Issues.Filter(status, phase, kind, source, sourceId), caller, limit, after).map(IssueSummary::of);
    }

    /** One issue, its version as ETag, and what the caller may do with it now. */
    @GetMapping("/{id}")
    ResponseEntity<IssueView> get(@PathVariable String id, Caller caller) {
        return answer(issues.get(id, caller), caller);
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/{id}/history")
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
    Soundness soundness(@PathVariable String id, Caller caller) {
        Issue issue = issues.get(id, caller);
        return new Soundness(issue.historyIntact(), issue.history().size());
    }

    /** 研判. */
    @PostMapping("/{id}/triage")
    ResponseEntity<IssueView> triage(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Triage body) {
        return change(id, caller, version, (issue, by, at) -> issue.triage(body.difficulty(), body.dimension(), body.note(), by, at));
    }

    /** 派单. */
    @PostMapping("/{id}/dispatch")
    ResponseEntity<IssueView> dispatch(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Dispatch body) {
        return change(id, caller, version,
                (issue, by, at) -> issue.dispatch(organisation.require("handlingUnit", body.handlingUnit()), body.note(), by, at));
    }

    /** 签收. */
    @PostMapping("/{id}/acceptance")
    ResponseEntity<IssueView> accept(@PathVariable String id, Caller caller, IfMatch version,
            @Valid @RequestBody(required = false) Commands.@Nullable Note body) {
        return change(id, caller, version, (issue, by, at) -> issue.accept(note(body), by, at));
    }

    /** 制定整改措施. */
    @PostMapping("/{id}/plan")
    ResponseEntity<IssueView> plan(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Plan body) {
        return change(id, caller, version, (issue, by, at) -> issue.plan(body.measures(), by, at));
    }

    /** 提交. */
    @PostMapping("/{id}/submission")
    ResponseEntity<IssueView> submit(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Submission body) {
        return change(id, caller, version, (issue, by, at) -> issue.submit(body.done(), by, at));
    }

    /** 核查通过. */
    @PostMapping("/{id}/verification")
    ResponseEntity<IssueView> verify(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Verification body) {
        return change(id, caller, version, (issue, by, at) -> issue.verify(body.opinion(), by, at));
    }

    /** 退回整改. */
    @PostMapping("/{id}/send-back")
    ResponseEntity<IssueView> sendBack(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.SendBack body) {
        return change(id, caller, version, (issue, by, at) -> issue.sendBack(body.reason(), by, at));
    }

    /** 评价, in person or by call-back. */
    @PostMapping("/{id}/rating")
    ResponseEntity<IssueView> rate(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Rating body) {
        return change(id, caller, version, (issue, by, at) -> issue.rate(body.judgement(), policy.get(), by, at));
    }

    /** 销号. */
    @PostMapping("/{id}/closure")
    ResponseEntity<IssueView> close(@PathVariable String id, Caller caller, IfMatch version,
            @Valid @RequestBody(required = false) Commands.@Nullable Note body) {
        return change(id, caller, version, (issue, by, at) -> issue.close(note(body), by, at));
    }

    private static @Nullable String note(Commands.@Nullable Note body) {
        return body == null ? null : body.note();
    }

    private ResponseEntity<IssueView> change(String id, Caller caller, IfMatch version, Issues.Command command) {
        return answer(issues.command(id, caller, version.version(), command), caller);
    }

    private ResponseEntity<IssueView> answer(Issue issue, Caller caller) {
        return IfMatch.tagged(issue, IssueView.of(issue, issues.acting(caller)));
    }
}
