package cn.tiyan.issue.issue.web;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deadlines of an issue: more time, another day, a clock that stands still. Every change is on record with reason and approver. */
@RestController
@RequestMapping("/api/v1/issues/{id}")
class DeadlineController {

    private final IssueChanges changes;

    DeadlineController(IssueChanges changes) {
        this.changes = changes;
    }

    /** 申请延期, before the deadline. */
    @PostMapping("/extension-request")
    @Operation(summary = "申请延期")
    ResponseEntity<IssueView> requestExtension(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Extension body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.requestExtension(body.workingDays(), body.reason(), by, now));
    }

    /** 审批延期, by a unit above the handling one. */
    @PostMapping("/extension-review")
    @Operation(summary = "审批延期")
    ResponseEntity<IssueView> reviewExtension(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Review body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.reviewExtension(body.approved(), body.note(), by, now));
    }

    /** 调整时限. */
    @PostMapping("/deadline")
    @Operation(summary = "调整时限")
    ResponseEntity<IssueView> change(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Change body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.changeDeadline(body.day(), body.reason(), by, now));
    }

    /** 暂停计时. */
    @PostMapping("/pause")
    @Operation(summary = "暂停计时")
    ResponseEntity<IssueView> pause(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Reason body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.pause(body.reason(), by, now));
    }

    /** 恢复计时. */
    @PostMapping("/resumption")
    @Operation(summary = "恢复计时")
    ResponseEntity<IssueView> resume(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Reason body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.resume(body.reason(), by, now));
    }
}
