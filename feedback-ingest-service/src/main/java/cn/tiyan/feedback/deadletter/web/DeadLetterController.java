package cn.tiyan.feedback.deadletter.web;

import cn.tiyan.feedback.deadletter.DeadLetter;
import cn.tiyan.feedback.deadletter.DeadLetterDesk;
import cn.tiyan.feedback.deadletter.DeadLetterFilter;
import cn.tiyan.feedback.deadletter.DeadLetterState;
import cn.tiyan.feedback.deadletter.Parked;
import cn.tiyan.feedback.feedback.Effect;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import tools.jackson.databind.node.ObjectNode;

/** Pushes that could not be processed: why, and what to do about them. For operators and office clerks of the sender's area. */
@RestController
@RequestMapping("/api/v1/feedback/dead-letters")
class DeadLetterController {

    private final DeadLetterDesk desk;

    DeadLetterController(DeadLetterDesk desk) {
        this.desk = desk;
    }

    /** One in a list. */
    record Line(String id, DeadLetterState state, FailureReason reason, String explanation, @Nullable String receiptId, @Nullable String sender,
            @Nullable PushKind kind, @Nullable String key, int tries, boolean corrected, boolean readable, boolean replayable, @Nullable Instant acceptedAt,
            Instant parkedAt) {

        static Line of(DeadLetter letter) {
            return new Line(letter.id(), letter.state(), letter.reason(), letter.explanation(), letter.receipt(), letter.sender(), letter.kind(),
                    letter.key(), letter.tries(), letter.corrected(), letter.readable(), letter.replayable(), letter.acceptedAt(), letter.createdAt());
        }
    }

    /**
     * All of one. {@code content} holds the fields of what would be folded, the correction where there is one: personal data is masked,
     * fields that the schema does not know are left out.
     */
    record Whole(String id, DeadLetterState state, FailureReason reason, String explanation, List<FieldError> fieldErrors, @Nullable String awaitedUnit,
            @Nullable String receiptId, @Nullable String sender, @Nullable PushKind kind, @Nullable String key, int tries, boolean corrected,
            boolean readable, boolean replayable, @Nullable Effect effect, Map<String, Object> content, Parked.Origin origin, @Nullable Instant acceptedAt, Instant parkedAt,
            Instant changedAt, long version, List<HistoryEntry> history) {

        static Whole of(DeadLetter letter, Map<String, Object> content) {
            return new Whole(letter.id(), letter.state(), letter.reason(), letter.explanation(), letter.fieldErrors(), letter.awaits(), letter.receipt(),
                    letter.sender(), letter.kind(), letter.key(), letter.tries(), letter.corrected(), letter.readable(), letter.replayable(), letter.effect(), content,
                    letter.origin(), letter.acceptedAt(), letter.createdAt(), letter.changedAt(), letter.version(), letter.history());
        }
    }

    /**
     * What to correct, and why.
     *
     * @param patch top-level fields with their new values; null takes a field out (RFC 7396)
     * @param reason goes on record
     */
    record Correct(@NotNull(message = "请给出要更正的字段") @Schema(type = "object") ObjectNode patch,
            @NotNull(message = "请说明更正理由") @Prose @Size(max = 200, message = "理由不超过 200 字") String reason) {
    }

    /** Why it is not to be folded at all. */
    record Discard(@NotNull(message = "请说明作废理由") @Prose @Size(max = 200, message = "理由不超过 200 字") String reason) {
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

    /** A page, newest first. {@code from} and {@code to} are about when they were parked. */
    @Operation(summary = "查询死信")
    @GetMapping
    Page<Line> list(Caller caller, @RequestParam(required = false) @Nullable DeadLetterState state,
            @RequestParam(required = false) @Nullable FailureReason reason, @RequestParam(required = false) @Nullable String sender,
            @RequestParam(required = false) @Nullable PushKind kind, @RequestParam(required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable Instant from, @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "不能小于 1") @Max(value = 200, message = "不能大于 200") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return desk.page(caller, new DeadLetterFilter(state, reason, sender, kind, key, from, to), limit, after).map(Line::of);
    }

    /** How many are open, by reason and sender. */
    @Operation(summary = "待处理死信数量", description = "按原因和推送方统计")
    @GetMapping("/counts")
    List<DeadLetterDesk.Count> counts(Caller caller) {
        return desk.counts(caller);
    }

    /** One, with what it holds and its history. */
    @Operation(summary = "查看一条死信")
    @GetMapping("/{id}")
    ResponseEntity<Whole> get(@PathVariable String id, Caller caller) {
        return tagged(desk.get(id, caller));
    }

    /** One field in clear, for an office clerk with a reason. */
    @Operation(summary = "查看死信中被遮盖的字段", description = "须说明理由；查看人、时间和理由记入历史")
    @PostMapping("/{id}/reveal")
    ResponseEntity<Revealed> reveal(@PathVariable String id, @Valid @RequestBody Reveal reveal, Caller caller) {
        String value = desk.reveal(id, reveal.field(), reveal.reason(), caller);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Revealed(reveal.field(), value));
    }

    /** Corrects fields; refused, naming the field, unless the result could be folded now. The original is kept. */
    @Operation(summary = "更正一条死信", description = "保留原文；更正结果先校验，不符合要求则不保存")
    @PostMapping("/{id}/correct")
    ResponseEntity<Whole> correct(@PathVariable String id, @Valid @RequestBody Correct correct, IfMatch match, Caller caller) {
        return tagged(desk.correct(id, correct.patch(), correct.reason(), caller, match.version()));
    }

    /** Folds it now, or takes it in as its sender wrote it; 422 with the reason where that still cannot be done. */
    @Operation(summary = "重放一条死信", description = "推送方自行写入 Kafka 而未能接收的，原样重新验签、接收；签名时间以写入时间为准")
    @PostMapping("/{id}/replay")
    ResponseEntity<Whole> replay(@PathVariable String id, IfMatch match, Caller caller) {
        return tagged(desk.replay(id, caller, match.version()));
    }

    /** Folds the open ones that the filter names, oldest first, a batch a call; go on with {@code after} until {@code next} is absent. */
    @Operation(summary = "批量重放死信", description = "每次至多 200 条，从最早的开始；以返回的 next 作为 after 继续，直至没有 next")
    @PostMapping("/replay")
    DeadLetterDesk.Replayed replayAll(Caller caller, @RequestParam(required = false) @Nullable FailureReason reason,
            @RequestParam(required = false) @Nullable String sender, @RequestParam(required = false) @Nullable PushKind kind,
            @RequestParam(required = false) @Nullable String key, @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "100") @Min(value = 1, message = "不能小于 1") @Max(value = 200, message = "不能大于 200") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return desk.replayAll(new DeadLetterFilter(null, reason, sender, kind, key, from, to), limit, after, caller);
    }

    /** It will not be folded. */
    @Operation(summary = "作废一条死信")
    @PostMapping("/{id}/discard")
    ResponseEntity<Whole> discard(@PathVariable String id, @Valid @RequestBody Discard discard, IfMatch match, Caller caller) {
        return tagged(desk.discard(id, discard.reason(), caller, match.version()));
    }

    private ResponseEntity<Whole> tagged(DeadLetter letter) {
        return IfMatch.tagged(letter, Whole.of(letter, desk.masked(letter)));
    }
}
