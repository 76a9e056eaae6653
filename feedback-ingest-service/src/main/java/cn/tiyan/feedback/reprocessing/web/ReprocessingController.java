package cn.tiyan.feedback.reprocessing.web;

import cn.tiyan.feedback.reprocessing.Reprocessing;
import cn.tiyan.feedback.reprocessing.ReprocessingDesk;
import cn.tiyan.feedback.reprocessing.ReprocessingState;
import cn.tiyan.feedback.reprocessing.Tally;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Folding arrivals anew from the log. It restores what is missing and leaves alone what was right. */
@RestController
@RequestMapping(ReprocessingController.PATH)
class ReprocessingController {

    static final String PATH = "/api/v1/feedback/reprocessings";

    private final ReprocessingDesk desk;

    ReprocessingController(ReprocessingDesk desk) {
        this.desk = desk;
    }

    /**
     * What to fold anew, and why.
     *
     * @param from accepted at or after; absent for the beginning
     * @param to kept before; absent for all there is at this moment
     * @param reason goes on record
     */
    record Begin(@Nullable Instant from, @Nullable Instant to,
            @NotNull(message = "请说明理由") @Prose @Size(max = 200, message = "理由不超过 200 字") String reason) {
    }

    /** How far it is: of {@code total} messages, {@code left} are still to be read. */
    record View(String id, ReprocessingState state, @Nullable Instant from, @Nullable Instant to, long total, long left, Tally tally,
            Instant createdAt, Instant changedAt, List<HistoryEntry> history) {

        static View of(Reprocessing reprocessing) {
            return new View(reprocessing.id(), reprocessing.state(), reprocessing.from(), reprocessing.to(), reprocessing.total(), reprocessing.left(),
                    reprocessing.tally(), reprocessing.createdAt(), reprocessing.changedAt(), reprocessing.history());
        }
    }

    /** Begins in the background, one at a time; its address tells how far it is. */
    @Operation(summary = "从日志重新处理推送", description = "后台进行，同时只能有一项；补回缺失的记录，不改变正确的记录")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping
    ResponseEntity<View> begin(@Valid @RequestBody Begin begin, IdempotencyKey key, Caller caller) {
        Reprocessing reprocessing = desk.begin(key.id(Reprocessing.PREFIX, caller), begin.from(), begin.to(), begin.reason(), caller);
        return ResponseEntity.accepted().location(URI.create(PATH + "/" + reprocessing.id())).body(View.of(reprocessing));
    }

    /** A page, newest first. */
    @Operation(summary = "查询重新处理任务")
    @GetMapping
    Page<View> list(Caller caller,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "不能小于 1") @Max(value = 200, message = "不能大于 200") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return desk.page(caller, limit, after).map(View::of);
    }

    /** How far one is. */
    @Operation(summary = "查看重新处理进度")
    @GetMapping("/{id}")
    View get(@PathVariable String id, Caller caller) {
        return View.of(desk.get(id, caller));
    }

    /** Stops one; what was folded stays folded. */
    @Operation(summary = "取消重新处理")
    @PostMapping("/{id}/cancel")
    View cancel(@PathVariable String id, Caller caller) {
        return View.of(desk.cancel(id, caller));
    }
}
