package cn.tiyan.feedback.feedback.web;

import cn.tiyan.feedback.feedback.FeedbackDesk;
import cn.tiyan.feedback.intake.Receipts;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.SignatureCheck;
import cn.tiyan.feedback.sender.SignedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lets a sender ask what became of what it pushed: its own receipts, with its own signature. */
@RestController
class SenderReceiptController {

    private final SignatureCheck signatures;
    private final FeedbackDesk desk;

    SenderReceiptController(SignatureCheck signatures, FeedbackDesk desk) {
        this.signatures = signatures;
        this.desk = desk;
    }

    /** What became of a push, or of each of a batch. */
    @Operation(summary = "推送方查询回执", description = "请求须签名，内容为空；只能查询自己的回执")
    @GetMapping("/api/v1/ingest/receipts/{receipt}")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {FeedbackDesk.ReceiptView.class, FeedbackDesk.BatchView.class})))
    Object receipt(@PathVariable String receipt, @Parameter(hidden = true) SignedRequest request) {
        Sender sender = signatures.verify(request);
        return Receipts.isBatch(receipt) ? desk.batch(receipt, sender) : desk.receipt(receipt, sender);
    }
}
