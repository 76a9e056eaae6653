package cn.tiyan.feedback.feedback.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.feedback.CallBackState;
import cn.tiyan.feedback.feedback.Feedback;
import cn.tiyan.feedback.feedback.FeedbackDesk;
import cn.tiyan.feedback.feedback.FeedbackState;
import cn.tiyan.feedback.feedback.RatingCheck;
import cn.tiyan.feedback.intake.Receipts;
import cn.tiyan.feedback.progress.ProgressView;
import cn.tiyan.feedback.rules.HandlingMode;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Feedback of the caller's unit and all below it. Personal data is masked; revealing it leaves a trace. */
@RestController
@RequestMapping("/api/v1/feedback")
class FeedbackController {

    private final FeedbackDesk desk;

    FeedbackController(FeedbackDesk desk) {
        this.desk = desk;
    }

    /** One in a list. */
    record Line(String id, SourceKind source, String sender, String key, FeedbackState state, String unit, @Nullable ServiceItemRef serviceItem,
            String title, @Nullable HandlingMode handlingMode, @Nullable Integer satisfaction, boolean issueCalledFor, @Nullable Severity severity,
            Instant occurredAt, Instant createdAt, Instant changedAt) {

        static Line of(Feedback feedback) {
            return new Line(feedback.id(), feedback.source(), feedback.sender(), feedback.key(), feedback.state(), feedback.unit(), feedback.item(),
                    feedback.title(), feedback.handlingMode(), feedback.satisfaction(), feedback.issueCalledFor(), feedback.severity(),
                    feedback.occurredAt(), feedback.createdAt(), feedback.changedAt());
        }
    }

    /**
     * All of one; {@code facts} and {@code personal} are the fields of the newest push, {@code check} is what was done
     * about a bad rating, {@code progress} how the issue stands that it led to.
     */
    record Whole(String id, SourceKind source, String sender, String key, FeedbackState state, String unit, @Nullable ServiceItemRef serviceItem,
            String title, String text, @Nullable HandlingMode handlingMode, @Nullable Integer satisfaction, boolean issueCalledFor,
            List<String> grounds, @Nullable Severity severity, Map<String, Object> facts, Map<String, Personal> personal,
            boolean withdrawn, int timesUrged, @Nullable CallBackState callBackState, RatingCheck check, @Nullable ProgressView progress,
            Instant occurredAt, Instant createdAt, Instant changedAt, long version, List<HistoryEntry> history) {

        static Whole of(Feedback feedback, @Nullable ProgressView progress) {
            return new Whole(feedback.id(), feedback.source(), feedback.sender(), feedback.key(), feedback.state(), feedback.unit(), feedback.item(),
                    feedback.title(), feedback.text(), feedback.handlingMode(), feedback.satisfaction(), feedback.issueCalledFor(),
                    feedback.grounds(), feedback.severity(), feedback.facts(), feedback.personal(),
                    feedback.withdrawn(), feedback.timesUrged(), feedback.callBackState(), feedback.check(), progress,
                    feedback.occurredAt(), feedback.createdAt(), feedback.changedAt(), feedback.version(), feedback.history());
        }
    }

    /**
     * What to reveal, and why.
     *
     * @param field a top-level field of what was pushed, such as {@code callerPhone}
     * @param reason goes on record
     */
    record Reveal(@NotBlank(message = "请指明字段") @Size(max = 100, message = "字段名过长") String field,
            @NotBlank(message = "请说明查看理由") @Size(min = 4, max = 200, message = "理由应为 4 至 200 字") String reason) {
    }

    /** A revealed field. */
    record Revealed(String field, String value) {
    }

    /** A page, newest first. */
    @Operation(summary = "查询群众反馈")
    @GetMapping
    Page<Line> list(Caller caller, @RequestParam(required = false) @Nullable SourceKind source,
            @RequestParam(required = false) @Nullable String sender, @RequestParam(required = false) @Nullable String key,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "不能小于 1") @Max(value = 200, message = "不能大于 200") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return desk.page(caller, source, sender, key, limit, after).map(Line::of);
    }

    /** One, with its history. */
    @Operation(summary = "查看一条群众反馈")
    @GetMapping("/{id}")
    ResponseEntity<Whole> get(@PathVariable String id, Caller caller) {
        Feedback feedback = desk.get(id, caller);
        return IfMatch.tagged(feedback, Whole.of(feedback, desk.progress(feedback).orElse(null)));
    }

    /** One field in clear, for an office clerk with a reason. */
    @Operation(summary = "查看被遮盖的字段", description = "须说明理由；查看人、时间和理由记入历史")
    @PostMapping("/{id}/reveal")
    ResponseEntity<Revealed> reveal(@PathVariable String id, @Valid @RequestBody Reveal reveal, Caller caller) {
        String value = desk.reveal(id, reveal.field(), reveal.reason(), caller);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Revealed(reveal.field(), value));
    }

    /** What became of a push, or of each of a batch. */
    @Operation(summary = "查询推送回执", description = "单条推送的回执，或一批推送的回执：后者逐条列出")
    @GetMapping("/receipts/{receipt}")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {FeedbackDesk.ReceiptView.class, FeedbackDesk.BatchView.class})))
    Object receipt(@PathVariable String receipt, Caller caller) {
        return Receipts.isBatch(receipt) ? desk.batch(receipt, caller) : desk.receipt(receipt, caller);
    }
}
