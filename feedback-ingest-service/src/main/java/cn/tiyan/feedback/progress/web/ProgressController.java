package cn.tiyan.feedback.progress.web;

import cn.tiyan.feedback.progress.ProgressView;
import cn.tiyan.feedback.progress.Progresses;
import cn.tiyan.feedback.sender.SignatureCheck;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.platform.aggregate.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a sender fetches how the issues stand that its pushes led to. */
@RestController
class ProgressController {

    private final SignatureCheck signatures;
    private final Progresses progresses;

    ProgressController(SignatureCheck signatures, Progresses progresses) {
        this.signatures = signatures;
        this.progresses = progresses;
    }

    /**
     * What changed since, oldest change first; each matter once, as it now stands. Keep {@code next} and ask with it again: it is
     * there on the last page too, and never skips anything. What changed within the last two seconds comes with the next answer.
     */
    @Operation(summary = "查询办理进展", description = "请求须签名，待签名路径含查询参数；只返回本推送方推送的事项")
    @GetMapping("/api/v1/ingest/progress")
    Page<ProgressView> progress(@Parameter(hidden = true) SignedRequest request,
            @RequestParam(defaultValue = "100") @Min(value = 1, message = "不能小于 1") @Max(value = 500, message = "不能大于 500") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return progresses.changed(signatures.verify(request).id(), limit, after);
    }
}
