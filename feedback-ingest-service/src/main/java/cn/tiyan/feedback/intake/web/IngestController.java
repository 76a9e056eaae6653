package cn.tiyan.feedback.intake.web;

import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.sender.SignedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where other systems push to. 202 means: kept, whatever happens next. Anything else means: not taken, send it again mended. */
@RestController
@RequestMapping(path = "/api/v1/ingest", consumes = MediaType.APPLICATION_JSON_VALUE)
@ResponseStatus(HttpStatus.ACCEPTED)
class IngestController {

    private final Intake intake;

    IngestController(Intake intake) {
        this.intake = intake;
    }

    /** One snapshot of a 12345 order, whole, whenever it changes. */
    @Operation(summary = "推送12345工单快照", description = "请求须签名；内容见 hotline-orders.v1")
    @PostMapping("/hotline-orders")
    Intake.Receipt hotlineOrder(@Parameter(hidden = true) SignedRequest request) {
        return intake.accept(PushKind.HOTLINE_ORDER, request);
    }

    /** The service a rating is about; before or after its ratings. */
    @Operation(summary = "推送好差评办件信息", description = "请求须签名；内容见 rating-services.v1")
    @PostMapping("/rating-services")
    Intake.Receipt ratingService(@Parameter(hidden = true) SignedRequest request) {
        return intake.accept(PushKind.RATING_SERVICE, request);
    }

    /** One rating; before or after its service message. */
    @Operation(summary = "推送好差评评价", description = "请求须签名；内容见 ratings.v1")
    @PostMapping("/ratings")
    Intake.Receipt rating(@Parameter(hidden = true) SignedRequest request) {
        return intake.accept(PushKind.RATING, request);
    }
}
