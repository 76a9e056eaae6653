package cn.tiyan.feedback.feedback.web;

import cn.tiyan.feedback.feedback.DryRun;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.sender.SignatureCheck;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets a sender see what its pushes would become. Nothing is kept but the used nonce. */
@RestController
@RequestMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
class DryRunController {

    private final DryRun dryRun;
    private final SignatureCheck signatures;

    DryRunController(DryRun dryRun, SignatureCheck signatures) {
        this.dryRun = dryRun;
        this.signatures = signatures;
    }

    /** What would become of it; personal data masked. */
    record Preview(String sender, @Nullable String profile, PushKind kind, @Nullable String key, Map<String, Object> facts, Map<String, Personal> personal,
            List<String> onlyKept, DryRun.@Nullable NamedUnit unit, @Nullable Issue issue) {

        static Preview of(DryRun.Result result) {
            return new Preview(result.sender(), result.profile(), result.kind(), result.key(), result.facts(), result.personal(), result.onlyKept(),
                    result.unit(), result.issue() == null ? null : new Issue(result.issue().rule(), result.issue().kind().name(), result.issue().severity().name()));
        }
    }

    /** The issue that would be called for, and by which rule. */
    record Issue(String rule, String kind, String severity) {
    }

    /** Signed as a push is, with this path. What would be refused is refused here alike, and shows how far it could be read. */
    @Operation(summary = "推送试运行", description = "请求须签名；显示转换结果、单位、是否生成问题，或全部错误；不保存内容")
    @PostMapping("/api/v1/ingest/dry-run/{kind}")
    ResponseEntity<Object> bySender(@PathVariable String kind, @Parameter(hidden = true) SignedRequest request) {
        return answer(dryRun.tryOut(signatures.verify(request), kind(kind), request.body()), request);
    }

    /** The same for an operator, on behalf of a sender. */
    @Operation(summary = "推送试运行（运维）", description = "由运维人员代推送方试运行，须登录")
    @PostMapping("/api/v1/feedback/dry-run/{kind}")
    ResponseEntity<Object> byOperator(@PathVariable String kind, @RequestParam String sender, @Parameter(hidden = true) SignedRequest request, Caller caller) {
        return answer(dryRun.tryOut(sender, kind(kind), request.body(), caller), request);
    }

    private static PushKind kind(String path) {
        return PushKind.at(path).orElseThrow(() -> Refusal.notFound("没有这一类推送：" + path));
    }

    private static ResponseEntity<Object> answer(DryRun.Result result, SignedRequest request) {
        Preview preview = Preview.of(result);
        Refusal refusal = result.refusal();
        if (refusal == null) {
            return ResponseEntity.ok(preview);
        }
        var problem = Problems.of(refusal, request.path().replaceFirst("\\?.*", ""));
        problem.setProperty("preview", preview);
        return ResponseEntity.status(refusal.kind().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }
}
