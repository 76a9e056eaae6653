package cn.tiyan.walkthrough.plan.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import cn.tiyan.walkthrough.plan.Company;
import cn.tiyan.walkthrough.plan.Plan;
import cn.tiyan.walkthrough.plan.PlanDraft;
import cn.tiyan.walkthrough.plan.PlanStatus;
import cn.tiyan.walkthrough.plan.Plans;
import cn.tiyan.walkthrough.plan.Plans.Handed;
import cn.tiyan.walkthrough.plan.Suggestions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Plans over HTTP (notice, section 六(二) 走前“瞄准问题”). A change says in If-Match which version it is meant for, and is refused with 400,
 * 403, 404, 409, 422 (a rule, by name) or 428; what creates something takes no version.
 */
@RestController
@RequestMapping("/api/v1/walkthroughs/plans")
@Tag(name = "走流程计划")
class PlanController {

    private static final String REQUIRED = "必填";
    private static final String A_PAGE = "每页 1 至 200 条";

    private final Plans plans;
    private final Suggestions suggestions;

    PlanController(Plans plans, Suggestions suggestions) {
        this.plans = plans;
        this.suggestions = suggestions;
    }

    /** A service item. */
    record Item(
            @NotNull(message = REQUIRED) @Pattern(regexp = "[0-9A-Za-z._-]{1,64}", message = "应为 1 至 64 位数字或字母") String code,
            @NotNull(message = REQUIRED) @Line String name) {
    }

    /**
     * What one walker is to walk.
     *
     * @param id of an entry the plan has already; absent for a new one
     * @param unit code of the unit whose service is walked
     * @param walker account of who walks
     * @param experiencers ids of experiencers who are to come along
     * @param company groups of which somebody is to come along
     * @param plannedOn a day within the period
     * @param reason why this item
     */
    record Entry(
            @Nullable @Pattern(regexp = "ple_[0-9a-z]{26}", message = "不是计划安排的标识") String id,
            @NotNull(message = REQUIRED) @Valid Item serviceItem,
            @NotNull(message = REQUIRED) @Pattern(regexp = "\\d{6}(-[A-Z0-9]{1,16})?", message = "应为单位编码，例如 210100-HRSS") String unit,
            @NotNull(message = REQUIRED) WalkthroughRole role,
            @NotNull(message = REQUIRED) @Pattern(regexp = "[0-9A-Za-z._@-]{1,64}", message = "应为 1 至 64 位账号") String walker,
            @Nullable @Size(max = 10, message = "最多 10 位体验员") List<@NotNull(message = REQUIRED)
                    @Pattern(regexp = "exp_[0-9a-z]{26}", message = "不是体验员标识") String> experiencers,
            @Nullable Set<@NotNull(message = REQUIRED) Company> company,
            @NotNull(message = REQUIRED) LocalDate plannedOn,
            @Nullable @Prose String reason) {

        PlanDraft.Entry draft() {
            return new PlanDraft.Entry(id, new ServiceItemRef(serviceItem.code(), serviceItem.name()), unit, role, walker,
                    experiencers == null ? List.of() : experiencers, company == null ? Set.of() : company, plannedOn, reason);
        }
    }

    /**
     * A plan, whole.
     *
     * @param from first day of its period
     * @param to last day
     */
    record Content(
            @NotNull(message = REQUIRED) @Line String title,
            @NotNull(message = REQUIRED) LocalDate from,
            @NotNull(message = REQUIRED) LocalDate to,
            @NotNull(message = REQUIRED) @Size(max = Plan.MOST_ENTRIES, message = "最多 200 项安排") List<@NotNull(message = REQUIRED) @Valid Entry> entries) {

        PlanDraft draft() {
            return new PlanDraft(title, from, to, entries.stream().map(Entry::draft).toList());
        }
    }

    /** @param reason why it is changed */
    record Amend(@NotNull(message = REQUIRED) @Prose String reason, @NotNull(message = REQUIRED) @Valid Content plan) {
    }

    /** @param reason why it is given up, or what is left undone */
    record Close(@NotNull(message = REQUIRED) @Prose String reason) {
    }

    /** Makes the draft of a plan of the caller's unit. 201 with its address and ETag; 200 where the same request had been made before. */
    @PostMapping
    @Operation(summary = "草拟一份走流程计划")
    ResponseEntity<PlanView> draft(@Valid @RequestBody Content body, IdempotencyKey key, Caller caller) {
        Handed handed = plans.draft(key.id(Plan.PREFIX, caller), body.draft(), caller);
        return IfMatch.begun(handed.fresh(), "/api/v1/walkthroughs/plans/" + handed.plan().id(), tagged(handed.plan(), caller));
    }

    /**
     * Plans of the caller's unit and those below it, newest first, with how far each has come.
     *
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看走流程计划及进度")
    Page<PlanLine> page(@RequestParam(required = false) @Nullable PlanStatus status,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = A_PAGE) @Max(value = 200, message = A_PAGE) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        LocalDate today = plans.today();
        return plans.page(status, limit, after, caller).map(plan -> PlanLine.of(plan, today));
    }

    /** What published plans, whichever unit made them, ask of the caller; of each only the caller's own entries. For walkers. */
    @GetMapping("/mine")
    @Operation(summary = "查看计划中安排给本人的走流程")
    Page<WalkerLine> mine(
            @RequestParam(defaultValue = "50") @Min(value = 1, message = A_PAGE) @Max(value = 200, message = A_PAGE) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return plans.ofWalker(limit, after, caller).map(plan -> WalkerLine.of(plan, caller.account()));
    }

    /**
     * What might be walked, each item with its reason: most complaints, worst ratings, never walked, long not walked.
     *
     * @param unit code; by default the caller's own
     * @param limit of each list, 1 to 50
     */
    @GetMapping("/suggestions")
    @Operation(summary = "选题参考：群众反映多、评价差、从未走过、久未走过的事项")
    Suggestions.View suggestions(@RequestParam(required = false) @Nullable String unit,
            @RequestParam(defaultValue = "10") @Min(value = 1, message = "每类 1 至 50 项") @Max(value = 50, message = "每类 1 至 50 项") int limit, Caller caller) {
        return suggestions.view(unit, limit, caller);
    }

    /** One plan, its version as ETag, and what the caller may do with it now. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一份走流程计划")
    ResponseEntity<PlanView> plan(@PathVariable String id, Caller caller) {
        return tagged(plans.get(id, caller), caller);
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看走流程计划的历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return plans.get(id, caller).history();
    }

    /** 修改 a draft, whole. */
    @PutMapping("/{id}")
    @Operation(summary = "修改计划草稿（整体替换）")
    ResponseEntity<PlanView> edit(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Content body) {
        return tagged(plans.edit(id, version.version(), body.draft(), caller), caller);
    }

    /** 发布. */
    @PostMapping("/{id}/publication")
    @Operation(summary = "发布计划")
    ResponseEntity<PlanView> publish(@PathVariable String id, Caller caller, IfMatch version) {
        return tagged(plans.publish(id, version.version(), caller), caller);
    }

    /** 调整 a published plan, whole, with a reason; what has been walked stays in it. */
    @PostMapping("/{id}/amendment")
    @Operation(summary = "调整已发布的计划")
    ResponseEntity<PlanView> amend(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Amend body) {
        return tagged(plans.amend(id, version.version(), body.plan().draft(), body.reason(), caller), caller);
    }

    /** 终止, with a reason. */
    @PostMapping("/{id}/closure")
    @Operation(summary = "终止计划")
    ResponseEntity<PlanView> close(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Close body) {
        return tagged(plans.close(id, version.version(), body.reason(), caller), caller);
    }

    private ResponseEntity<PlanView> tagged(Plan plan, Caller caller) {
        return IfMatch.tagged(plan, PlanView.of(plan, plans.today(), caller));
    }
}
