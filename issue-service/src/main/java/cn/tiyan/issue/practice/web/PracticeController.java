package cn.tiyan.issue.practice.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.issue.practice.Adoption;
import cn.tiyan.issue.practice.Content;
import cn.tiyan.issue.practice.Practice;
import cn.tiyan.issue.practice.PracticeStatus;
import cn.tiyan.issue.practice.Practices;
import cn.tiyan.issue.practice.Practices.Handed;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

/**
 * The library of practices over HTTP. A change says in If-Match which version it is meant for, and is refused with 400, 403, 404,
 * 409, 422 (a rule, by name) or 428; what creates something takes no version.
 */
@RestController
@RequestMapping("/api/v1/practices")
@Tag(name = "创新做法")
class PracticeController {

    private static final String REQUIRED = "必填";

    private final Practices practices;

    PracticeController(Practices practices) {
        this.practices = practices;
    }

    /** A service item. */
    record Item(
            @NotNull(message = REQUIRED) @Pattern(regexp = "[0-9A-Za-z._-]{1,64}", message = "应为 1 至 64 位字母、数字、点、横线或下划线") String code,
            @NotNull(message = REQUIRED) @Line String name) {
    }

    /**
     * 报送.
     *
     * @param title one line
     * @param problem which problem it solves
     * @param method what is done
     * @param effect what came of it
     * @param issueIds the issues it came from; the caller must be able to see them
     * @param commonProblemId the common problem it came from, likewise
     */
    record Submit(
            @NotNull(message = REQUIRED) @Line String title,
            @NotNull(message = REQUIRED) @Prose String problem,
            @NotNull(message = REQUIRED) @Prose String method,
            @NotNull(message = REQUIRED) @Prose String effect,
            @Nullable @Valid Item serviceItem,
            @Nullable ActivityTheme theme,
            @Nullable @Size(max = 20, message = "最多 20 个问题") List<@NotNull(message = REQUIRED)
                    @Pattern(regexp = "iss_[0-9a-z]{26}", message = "不是问题标识") String> issueIds,
            @Nullable @Pattern(regexp = "cpb_[0-9a-z]{26}", message = "不是共性问题标识") String commonProblemId) {

        Content content() {
            return new Content(title, problem, method, effect, serviceItem == null ? null : new ServiceItemRef(serviceItem.code(),
                    serviceItem.name()), theme, issueIds == null ? List.of() : issueIds, commonProblemId);
        }
    }

    /** 审核入库 and 采用 need no words. */
    record Note(@Nullable @Prose String note) {
    }

    /** @param reason what is missing */
    record Return(@NotNull(message = REQUIRED) @Prose String reason) {
    }

    /**
     * 推广.
     *
     * @param units to these and all below them; where absent, to the whole subtree of the office
     * @param note what they should mind
     */
    record Promote(
            @Nullable @Size(min = 1, max = 200, message = "应为 1 至 200 个单位") List<@NotNull(message = REQUIRED)
                    @Pattern(regexp = "\\d{6}(-[A-Z0-9]{1,16})?", message = "应为单位编码，例如 210100-HRSS") String> units,
            @Nullable @Prose String note) {
    }

    /** @param effect what came of it */
    record Effect(@NotNull(message = REQUIRED) @Prose String effect) {
    }

    /** 报送. 201 with its address and ETag; 200 where the same request had been made before. */
    @PostMapping
    @Operation(summary = "报送一项创新做法")
    ResponseEntity<PracticeView> submit(@Valid @RequestBody Submit body, IdempotencyKey key, Caller caller) {
        Handed<Practice> handed = practices.submit(key.id(Practice.PREFIX, caller), body.content(), caller);
        return IfMatch.begun(handed.fresh(), "/api/v1/practices/" + handed.record().id(), answer(handed.record(), caller));
    }

    /**
     * The practices of the caller's unit and those below it, and those recommended to it, newest first.
     *
     * @param item code of the service item
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看创新做法")
    Page<PracticeLine> list(
            @RequestParam(required = false) @Nullable PracticeStatus status,
            @RequestParam(required = false) @Nullable @Size(max = 64, message = "最多 64 字") String item,
            @RequestParam(required = false) @Nullable ActivityTheme theme,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        Page<Practice> page = practices.list(new Practices.Filter(status, item, theme), caller, limit, after);
        var adoptions = practices.adoptions(page.items());
        return page.map(practice -> PracticeLine.of(practice, adoptions.getOrDefault(practice.id(), 0)));
    }

    /** One practice, its version as ETag, and what the caller may do with it now. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一项创新做法")
    ResponseEntity<PracticeView> get(@PathVariable String id, Caller caller) {
        return answer(practices.get(id, caller), caller);
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看创新做法的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return practices.get(id, caller).history();
    }

    /** 审核入库. */
    @PostMapping("/{id}/acceptance")
    @Operation(summary = "审核入库")
    ResponseEntity<PracticeView> accept(@PathVariable String id, Caller caller, IfMatch version,
            @Valid @RequestBody(required = false) @Nullable Note body) {
        String note = body == null ? null : body.note();
        return answer(practices.command(id, caller, version.version(), (practice, by, at) -> practice.accept(note, by, at)), caller);
    }

    /** 退回. */
    @PostMapping("/{id}/return")
    @Operation(summary = "退回修改")
    ResponseEntity<PracticeView> sendBack(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Return body) {
        return answer(practices.command(id, caller, version.version(), (practice, by, at) -> practice.sendBack(body.reason(), by, at)),
                caller);
    }

    /** 重新报送, whole. */
    @PostMapping("/{id}/resubmission")
    @Operation(summary = "重新报送")
    ResponseEntity<PracticeView> resubmit(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Submit body) {
        return answer(practices.resubmit(id, caller, version.version(), body.content()), caller);
    }

    /** 推广. */
    @PostMapping("/{id}/promotion")
    @Operation(summary = "推广到其他单位")
    ResponseEntity<PracticeView> promote(@PathVariable String id, Caller caller, IfMatch version,
            @Valid @RequestBody(required = false) @Nullable Promote body) {
        return answer(practices.promote(id, caller, version.version(), body == null ? null : body.units(),
                body == null ? null : body.note()), caller);
    }

    /** 采用, by the caller's unit. 201; 200 where that unit had adopted it before. */
    @PostMapping("/{id}/adoptions")
    @Operation(summary = "采用一项创新做法")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AdoptionView> adopt(@PathVariable String id, Caller caller, @Valid @RequestBody(required = false) @Nullable Note body) {
        Handed<Adoption> handed = practices.adopt(id, caller, body == null ? null : body.note());
        return IfMatch.begun(handed.fresh(), "/api/v1/practices/" + id + "/adoptions", IfMatch.tagged(handed.record(), AdoptionView.of(handed.record(), caller)));
    }

    /**
     * Who adopted it, as far as the caller may see, newest first.
     *
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping("/{id}/adoptions")
    @Operation(summary = "分页查看采用情况")
    Page<AdoptionView> adoptions(@PathVariable String id,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return practices.adoptions(id, caller, limit, after).map(adoption -> AdoptionView.of(adoption, caller));
    }

    /** 成效反馈; If-Match with the adoption's version. */
    @PostMapping("/{id}/adoptions/{adoptionId}/effect")
    @Operation(summary = "反馈采用成效")
    ResponseEntity<AdoptionView> report(@PathVariable String id, @PathVariable String adoptionId, Caller caller, IfMatch version,
            @Valid @RequestBody Effect body) {
        Adoption adoption = practices.report(id, adoptionId, caller, version.version(), body.effect());
        return IfMatch.tagged(adoption, AdoptionView.of(adoption, caller));
    }

    private ResponseEntity<PracticeView> answer(Practice practice, Caller caller) {
        int adoptions = practices.adoptions(List.of(practice)).getOrDefault(practice.id(), 0);
        return IfMatch.tagged(practice, PracticeView.of(practice, adoptions, caller, practices.home(caller)));
    }
}
