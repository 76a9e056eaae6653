package cn.tiyan.feedback.feedback.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.feedback.feedback.CallBackDesk;
import cn.tiyan.feedback.feedback.CallBackState;
import cn.tiyan.feedback.feedback.Feedback;
import cn.tiyan.feedback.feedback.RatingCheck;
import cn.tiyan.feedback.feedback.RatingVerdict;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Call-backs of bad ratings (notice, section 三(一)4), of the caller's unit and all below it. */
@RestController
@RequestMapping("/api/v1/feedback")
class CallBackController {

    private final CallBackDesk desk;

    CallBackController(CallBackDesk desk) {
        this.desk = desk;
    }

    /** One in a list. {@code lastCallAt} is when somebody of this platform last called, be it in vain. */
    record Line(String id, String key, String unit, @Nullable ServiceItemRef serviceItem, String title, @Nullable Integer satisfaction,
            @Nullable CallBackState state, int calls, @Nullable Instant lastCallAt, boolean issueCalledFor, Instant occurredAt, Instant createdAt) {

        static Line of(Feedback rating) {
            var calls = rating.check().calls();
            return new Line(rating.id(), rating.key(), rating.unit(), rating.item(), rating.title(), rating.satisfaction(), rating.callBackState(),
                    calls.size(), calls.isEmpty() ? null : calls.getLast().at(), rating.issueCalledFor(), rating.occurredAt(), rating.createdAt());
        }
    }

    /** All that was done about one. */
    record Whole(String id, String key, String unit, @Nullable CallBackState state, RatingCheck check, boolean issueCalledFor, boolean withdrawn, long version) {

        static Whole of(Feedback rating) {
            return new Whole(rating.id(), rating.key(), rating.unit(), rating.callBackState(), rating.check(), rating.issueCalledFor(), rating.withdrawn(),
                    rating.version());
        }
    }

    /**
     * A call-back.
     *
     * @param contacted whether the citizen was reached
     * @param verdict what was found; required where they were reached
     * @param text what was said, or what was tried
     */
    record Call(@NotNull(message = "请注明是否联系上评价人") Boolean contacted, @Nullable RatingVerdict verdict,
            @NotNull(message = "请填写回访情况") @Prose String text) {
    }

    /**
     * What the level above says.
     *
     * @param verdict MALICIOUS confirms; any other verdict stands instead
     * @param reason why
     */
    record Review(@NotNull(message = "请填写复核结论") RatingVerdict verdict, @NotNull(message = "请说明理由") @Prose String reason) {
    }

    /** A page of those that have come so far, what has waited longest first. */
    @Operation(summary = "差评回访清单", description = "按回访状态查询，先到的在前；默认列出待回访的")
    @GetMapping("/call-backs")
    Page<Line> list(Caller caller, @RequestParam(defaultValue = "DUE") CallBackState state,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "不能小于 1") @Max(value = 200, message = "不能大于 200") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return desk.page(caller, state, limit, after).map(Line::of);
    }

    /** How many, and how far they have come. {@code from} and {@code to} are about when they were taken in. */
    @Operation(summary = "差评回访统计", description = "差评数、已回访数、已核实数，及各状态的数量；回访率为已回访 ÷ 差评")
    @GetMapping("/call-backs/counts")
    CallBackDesk.Counts counts(Caller caller, @RequestParam(required = false) @Nullable Instant from, @RequestParam(required = false) @Nullable Instant to) {
        return desk.counts(caller, from, to);
    }

    /** Somebody called the citizen back. */
    @Operation(summary = "登记差评回访", description = "联系上的须写明核实结论；认定恶意的，转上级复核")
    @PostMapping("/{id}/call-backs")
    ResponseEntity<Whole> call(@PathVariable String id, @Valid @RequestBody Call call, IfMatch match, Caller caller) {
        Feedback rating = desk.call(id, call.contacted(), call.verdict(), call.text(), caller, match.version());
        return IfMatch.tagged(rating, Whole.of(rating));
    }

    /** The second level confirms malice, or says what it is instead. */
    @Operation(summary = "复核恶意差评", description = "由上级单位的另一人复核；确认恶意的，由此生成的问题不再整改")
    @PostMapping("/{id}/call-backs/review")
    ResponseEntity<Whole> review(@PathVariable String id, @Valid @RequestBody Review review, IfMatch match, Caller caller) {
        Feedback rating = desk.review(id, review.verdict(), review.reason(), caller, match.version());
        return IfMatch.tagged(rating, Whole.of(rating));
    }
}
