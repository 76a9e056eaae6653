package cn.tiyan.issue.issue.web;

import cn.tiyan.issue.issue.Issue;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 督办 and 联席会商 of an issue. */
@RestController
@RequestMapping("/api/v1/issues/{id}")
class SupervisionController {

    private final IssueChanges changes;

    SupervisionController(IssueChanges changes) {
        this.changes = changes;
    }

    /** 督办, joint where other units are named. */
    @PostMapping("/supervisions")
    @Operation(summary = "督办，或联合督办")
    ResponseEntity<IssueView> supervise(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Supervision body) {
        return changes.change(id, caller, version, (issue, by, now) ->
                issue.supervise(body.demand(), body.workingDays(), changes.units("jointUnits", body.jointUnits()), by, now));
    }

    /** 督办反馈. */
    @PostMapping("/supervisions/{supervisionId}/answer")
    @Operation(summary = "督办反馈")
    ResponseEntity<IssueView> answer(@PathVariable String id, @PathVariable String supervisionId, Caller caller, IfMatch version,
            @Valid @RequestBody Commands.Answer body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.answerSupervision(supervisionId, body.answer(), by, now));
    }

    /** 解除督办. */
    @PostMapping("/supervisions/{supervisionId}/lifting")
    @Operation(summary = "解除督办")
    ResponseEntity<IssueView> lift(@PathVariable String id, @PathVariable String supervisionId, Caller caller, IfMatch version,
            @Valid @RequestBody(required = false) Commands.@Nullable Note body) {
        return changes.change(id, caller, version, (issue, by, now) ->
                issue.liftSupervision(supervisionId, body == null ? null : body.note(), by, now));
    }

    /** 发起会商. */
    @PostMapping("/consultations")
    @Operation(summary = "发起联席会商")
    ResponseEntity<IssueView> convene(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Commands.Consultation body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.convene(body.topic(), body.agenda(), changes.unit("leadUnit", body.leadUnit()),
                changes.units("coUnits", body.coUnits()), body.meetsAt(), by, now));
    }

    /** 会商办结. */
    @PostMapping("/consultations/{consultationId}/conclusion")
    @Operation(summary = "会商办结")
    ResponseEntity<IssueView> conclude(@PathVariable String id, @PathVariable String consultationId, Caller caller, IfMatch version,
            @Valid @RequestBody Commands.Conclusion body) {
        List<Issue.Resolution> resolutions = body.resolutions() == null ? List.of() : body.resolutions().stream().map(resolution ->
                new Issue.Resolution(resolution.text(), changes.unit("resolutions", resolution.unit()), resolution.workingDays())).toList();
        return changes.change(id, caller, version, (issue, by, now) -> issue.conclude(consultationId, body.minutes(), resolutions, by, now));
    }

    /** 完成会商任务. */
    @PostMapping("/tasks/{taskId}/completion")
    @Operation(summary = "完成会商任务")
    ResponseEntity<IssueView> complete(@PathVariable String id, @PathVariable String taskId, Caller caller, IfMatch version,
            @Valid @RequestBody Commands.Done body) {
        return changes.change(id, caller, version, (issue, by, now) -> issue.completeTask(taskId, body.note(), by, now));
    }
}
