package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.walkthrough.walkthrough.SessionStatus;
import cn.tiyan.walkthrough.walkthrough.Sessions;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import cn.tiyan.walkthrough.walkthrough.WalkthroughRow;
import cn.tiyan.walkthrough.walkthrough.Walkthroughs;
import cn.tiyan.walkthrough.walkthrough.Walkthroughs.Recorded;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Walkthroughs over HTTP. */
@RestController
@RequestMapping("/api/v1/walkthroughs")
@Tag(name = "走流程")
class WalkthroughController {

    private final Walkthroughs walkthroughs;
    private final Sessions sessions;

    WalkthroughController(Walkthroughs walkthroughs, Sessions sessions) {
        this.walkthroughs = walkthroughs;
        this.sessions = sessions;
    }

    /** Puts a walkthrough on record. 201 with its address and ETag; 200 where the same request had been made before. */
    @PostMapping
    @Operation(summary = "登记一次走流程及其发现")
    ResponseEntity<WalkthroughView> record(@Valid @RequestBody RecordWalkthrough command, IdempotencyKey key, Caller caller) {
        Recorded recorded = walkthroughs.record(key.id(Walkthrough.PREFIX, caller), command.draft(), caller);
        return IfMatch.begun(recorded.fresh(), "/api/v1/walkthroughs/" + recorded.walkthrough().id(), tagged(recorded.walkthrough()));
    }

    /**
     * Walkthroughs of the caller's unit and those below it, newest first.
     *
     * @param status only in this status: SUBMITTED is what an office has to review
     * @param own only what the caller walked
     */
    @GetMapping
    @Operation(summary = "分页查看走流程记录")
    Page<WalkthroughLine> page(@RequestParam(required = false) @Nullable WalkthroughRole role,
            @RequestParam(required = false) @Nullable String item,
            @RequestParam(required = false) @Nullable SessionStatus status,
            @RequestParam(defaultValue = "false") boolean own,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "每页 1 至 200 条") @Max(value = 200, message = "每页 1 至 200 条") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        Page<WalkthroughRow> page = walkthroughs.page(role, item, status, own, limit, after, caller);
        var completions = sessions.completions(page.items());
        return page.map(row -> WalkthroughLine.of(row, Objects.requireNonNull(completions.get(row.id()))));
    }

    /** One walkthrough with its findings and what became of them. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一次走流程、其发现及办理进展")
    ResponseEntity<WalkthroughView> walkthrough(@PathVariable String id, Caller caller) {
        return tagged(walkthroughs.get(id, caller));
    }

    private ResponseEntity<WalkthroughView> tagged(Walkthrough walkthrough) {
        return IfMatch.tagged(walkthrough, WalkthroughView.of(walkthrough, sessions.completion(walkthrough), sessions.snags(walkthrough)));
    }
}
