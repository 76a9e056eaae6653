package cn.tiyan.feedback.intake.web;

import cn.tiyan.feedback.intake.BatchForm;
import cn.tiyan.feedback.intake.BatchIntake;
import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.intake.PushedEvent;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.feedback.sender.SignedStream;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Where other systems push to. 202 means: kept, whatever happens next. 4xx means: not taken, send it again mended. 503 means: not
 * certain, send the same again.
 */
@RestController
@RequestMapping({"/api/v1/ingest/hotline-orders", "/api/v1/ingest/rating-services", "/api/v1/ingest/ratings", "/api/v1/ingest/window-reports"})
class IngestController {

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
    Intake.Receipt one(@Parameter(hidden = true) SignedRequest signed, HttpServletRequest request,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
        PushKind pushed = kind(request);
        return intake.accept(pushed, signed, body -> {
            Map<String, String> attributes = new TreeMap<>();
            headers.forEach((name, values) -> {
                if (name.regionMatches(true, 0, EVENT, 0, EVENT.length())) {
                    attributes.put(name.substring(EVENT.length()).toLowerCase(Locale.ROOT), values.getFirst());
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
    Intake.Receipt event(@Parameter(hidden = true) SignedRequest signed, HttpServletRequest request) {
        PushKind pushed = kind(request);
        return intake.accept(pushed, signed, body -> PushedEvent.structured(pushed, body));
    }

    /** Many pushes, one a line. */
    @Operation(summary = "批量推送，每行一条 JSON", description = "请求须签名，并以 Tiyan-Digest 给出内容摘要；可用 gzip 压缩。逐条给出结果")
    @PostMapping(consumes = "application/x-ndjson")
    ResponseEntity<Object> lines(@Parameter(hidden = true) SignedStream stream, HttpServletRequest request) throws IOException {
        return BatchAnswer.of(batches.accept(kind(request), BatchForm.LINES, stream), request.getRequestURI());
    }

    /** Many pushes, as a batch of CloudEvents. */
    @Operation(summary = "以 CloudEvents 批量模式推送", description = "请求须签名，并以 Tiyan-Digest 给出内容摘要；可用 gzip 压缩。逐条给出结果")
    @PostMapping(consumes = "application/cloudevents-batch+json")
    ResponseEntity<Object> events(@Parameter(hidden = true) SignedStream stream, HttpServletRequest request) throws IOException {
        return BatchAnswer.of(batches.accept(kind(request), BatchForm.EVENTS, stream), request.getRequestURI());
    }

    private static PushKind kind(HttpServletRequest request) {
        String address = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        return PushKind.at(address.substring(address.lastIndexOf('/') + 1)).orElseThrow();
    }
}
