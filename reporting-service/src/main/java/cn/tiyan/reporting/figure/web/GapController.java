package cn.tiyan.reporting.figure.web;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.reporting.cube.Gaps;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events that are missing in the figures, since they could not be folded; for OPERATOR. */
@RestController
@RequestMapping("/api/v1/figures/gaps")
@Tag(name = "统计缺口")
class GapController {

    private final Gaps gaps;

    GapController(Gaps gaps) {
        this.gaps = gaps;
    }

    /**
     * @param reason 原因
     */
    record Dismissal(@NotBlank @Size(max = 200) String reason) {
    }

    /**
     * The earliest events first.
     *
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "未能计入统计的事件")
    Page<Gaps.Gap> list(Caller caller, @RequestParam(defaultValue = "OPEN") Gaps.State state, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam @Nullable String after) {
        caller.require(Role.OPERATOR);
        return gaps.list(state, limit, after);
    }

    /** One of them. */
    @GetMapping("/{id}")
    @Operation(summary = "一处统计缺口")
    Gaps.Gap one(Caller caller, @PathVariable String id) {
        caller.require(Role.OPERATOR);
        return gaps.get(id);
    }

    /**
     * Puts the event at the end of its topic again, unchanged: whoever has it drops it. The gap closes within a second or so of its being
     * counted. 422 {@code gap-not-open}, {@code gap-event-gone}; 503 while Kafka is away.
     */
    @PostMapping("/{id}/replay")
    @Operation(summary = "重放事件", description = "将原事件原样放到其主题末尾；计入统计后缺口自动关闭，仍未能计入的，缺口保留。")
    Gaps.Gap replay(Caller caller, @PathVariable String id) {
        caller.require(Role.OPERATOR);
        return gaps.replay(caller, id);
    }

    /** Decides that it does not count, such as what was no event at all: 422 {@code gap-not-open}. */
    @PostMapping("/{id}/dismiss")
    @Operation(summary = "排除：该事件不应计入")
    Gaps.Gap dismiss(Caller caller, @PathVariable String id, @RequestBody @Valid Dismissal dismissal) {
        caller.require(Role.OPERATOR);
        return gaps.dismiss(caller, id, dismissal.reason());
    }
}
