package cn.tiyan.feedback.intake.web;

import cn.tiyan.feedback.intake.BatchForm;
import cn.tiyan.feedback.intake.BatchIntake;
import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.intake.PushedEvent;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.feedback.sender.SignedStream;
import cn.tiyan.platform.refusal.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where other systems push to. 202 means: kept, whatever happens next. Anything else means: not taken, send it again mended.
 */
@RestController
@RequestMapping("/api/v1/ingest/{kind}")
class IngestController {

    private static final String KINDS = "推送内容：hotline-orders（12345工单快照）、rating-services（好差评办件信息）、ratings（好差评评价）";
    private static final String EVENT = "ce-";

    private final Intake intake;
    private final BatchIntake batches;

    IngestController(Intake intake, BatchIntake batches) {
        this.intake = intake;
        this.batches = batches;
    }

    /** One push, plain or as the data of a CloudEvent in binary mode: whole, whenever what it is about changes. */
    @Operation(summary = "推送一条", description = "请求须签名；内容见与地址同名的 JSON Schema。带 ce- 请求头时按 CloudEvents 二进制模式处理")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Intake.Receipt one(@Parameter(description = KINDS) @PathVariable String kind, @Parameter(hidden = true) SignedRequest request,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
        PushKind pushed = kind(kind);
        return intake.accept(pushed, request, body -> {
            Map<String, String> attributes = new TreeMap<>();
            headers.forEach((name, values) -> {
                if (name.regionMatches(true, 0, EVENT, 0, EVENT.length())) {
                    attributes.put(name.substring(EVENT.length()).toLowerCase(java.util.Locale.ROOT), values.getFirst());
                }
            });
            if (!attributes.isEmpty()) {
                PushedEvent.requireFitting(pushed, attributes);
            }
            return body;
        });
    }

    /** One push as a CloudEvent in structured mode. */
    @Operation(summary = "以 CloudEvents 结构化模式推送一条", description = "请求须签名；type 为 cn.tiyan. 加 JSON Schema 的名称，如 cn.tiyan.hotline-orders.v1")
    @PostMapping(consumes = "application/cloudevents+json")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Intake.Receipt event(@Parameter(description = KINDS) @PathVariable String kind, @Parameter(hidden = true) SignedRequest request) {
        PushKind pushed = kind(kind);
        return intake.accept(pushed, request, body -> PushedEvent.structured(pushed, body));
    }

    /** Many pushes, one a line. */
    @Operation(summary = "批量推送，每行一条 JSON", description = "请求须签名，并以 Tiyan-Digest 给出内容摘要；可用 gzip 压缩。逐条给出结果")
    @PostMapping(consumes = "application/x-ndjson")
    ResponseEntity<Object> lines(@Parameter(description = KINDS) @PathVariable String kind, @Parameter(hidden = true) SignedStream stream,
            HttpServletRequest request) throws IOException {
        return BatchAnswer.of(batches.accept(kind(kind), BatchForm.LINES, stream), request.getRequestURI());
    }

    /** Many pushes, as a batch of CloudEvents. */
    @Operation(summary = "以 CloudEvents 批量模式推送", description = "请求须签名，并以 Tiyan-Digest 给出内容摘要；可用 gzip 压缩。逐条给出结果")
    @PostMapping(consumes = "application/cloudevents-batch+json")
    ResponseEntity<Object> events(@Parameter(description = KINDS) @PathVariable String kind, @Parameter(hidden = true) SignedStream stream,
            HttpServletRequest request) throws IOException {
        return BatchAnswer.of(batches.accept(kind(kind), BatchForm.EVENTS, stream), request.getRequestURI());
    }

    private static PushKind kind(String path) {
        return Arrays.stream(PushKind.values()).filter(kind -> kind.path().equals(path)).findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这种推送：" + path));
    }

    /** One snapshot of what somebody could not get done, whole, whenever it changes. */
    @Operation(summary = "推送办不成事反映快照", description = "请求须签名；内容见 window-reports.v1")
    @PostMapping("/window-reports")
    Intake.Receipt windowReport(@Parameter(hidden = true) SignedRequest request) {
        return intake.accept(PushKind.WINDOW_REPORT, request);
    }
}
