package cn.tiyan.walkthrough.checklist.web;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import cn.tiyan.walkthrough.checklist.Checkpoint;
import cn.tiyan.walkthrough.checklist.Extension;
import cn.tiyan.walkthrough.checklist.ExtensionStatus;
import cn.tiyan.walkthrough.checklist.Extensions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
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
 * What offices add to the province's checkpoints, each for itself: by office and department clerks of the unit. Offices above read
 * along and change nothing.
 */
@RestController
@RequestMapping("/api/v1/walkthroughs/checklists/extensions")
@Tag(name = "本单位增加的检查点")
class ExtensionController {

    private static final String PATH = "/api/v1/walkthroughs/checklists/extensions/";
    private static final String REQUIRED = "必填";

    private final Extensions extensions;

    ExtensionController(Extensions extensions) {
        this.extensions = extensions;
    }

    /**
     * A checkpoint. Its code is made of the unit, the dimension and the number, such as {@code 210100.QUALITY-01}.
     *
     * @param number never used again for anything else
     * @param basis what it goes by
     */
    record PointBody(
            @NotNull(message = REQUIRED) Dimension dimension,
            @NotNull(message = REQUIRED) @Min(value = 1, message = "应为 1 至 99") @Max(value = 99, message = "应为 1 至 99") Integer number,
            @NotNull(message = REQUIRED) @Line String text,
            @NotNull(message = REQUIRED) @Line String basis) {
    }

    /**
     * What an office adds.
     *
     * @param source the document it follows
     */
    record ExtensionBody(
            @NotNull(message = REQUIRED) @Line String title,
            @NotNull(message = REQUIRED) @Prose String source,
            @NotEmpty(message = "至少一个检查点") @Size(max = Extension.MOST_CHECKPOINTS, message = "最多 60 个检查点") List<@NotNull(message = REQUIRED) @Valid PointBody> checkpoints) {

        private Extension.Content content() {
            return new Extension.Content(title, source,
                    checkpoints.stream().map(point -> new Extension.Point(point.dimension(), point.number(), point.text(), point.basis())).toList());
        }
    }

    /**
     * An office's own edition.
     *
     * @param version the ETag's number
     * @param checklistVersion what walkthroughs name it by, once it is released
     */
    record ExtensionView(String id, long version, String unit, String checklistVersion, int number, ExtensionStatus status, String statusText, String title, String source,
            List<Checkpoint> checkpoints, @Nullable Instant publishedAt, Instant createdAt, Instant changedAt) {

        static ExtensionView of(Extension extension) {
            return new ExtensionView(extension.id(), extension.version(), extension.unit(), extension.checklistVersion(), extension.number(), extension.status(),
                    extension.status().chinese(), extension.title(), extension.source(), extension.checkpoints(), extension.publishedAt(), extension.createdAt(),
                    extension.changedAt());
        }
    }

    /** Those of the caller's unit and of units below it, newest first, drafts among them. */
    @GetMapping
    @Operation(summary = "分页查看本单位及下级单位增加的检查点")
    Page<ExtensionView> page(@RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return extensions.page(limit, after, caller).map(ExtensionView::of);
    }

    /** One of them. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一个单位增加的检查点")
    ResponseEntity<ExtensionView> get(@PathVariable String id, Caller caller) {
        return answer(extensions.get(id, caller));
    }

    /** Who did what and when, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return extensions.get(id, caller).history();
    }

    /** A draft of the caller's own unit's next version. 201; 200 where the same request had been made before. */
    @PostMapping
    @Operation(summary = "起草本单位增加的检查点")
    ResponseEntity<ExtensionView> draft(@Valid @RequestBody ExtensionBody command, IdempotencyKey key, Caller caller) {
        Extensions.Drafted drafted = extensions.draft(key.id("req", caller), command.content(), caller);
        return IfMatch.begun(drafted.fresh(), PATH + drafted.extension().id(), answer(drafted.extension()));
    }

    /** 修改 a draft. */
    @PutMapping("/{id}")
    @Operation(summary = "修改草稿")
    ResponseEntity<ExtensionView> revise(@PathVariable String id, IfMatch version, @Valid @RequestBody ExtensionBody command, Caller caller) {
        return answer(extensions.revise(id, command.content(), version.version(), caller));
    }

    /** 发布: it never changes again; walkthroughs of the unit and those below it go by it from now on, beside the province's. */
    @PostMapping("/{id}/publish")
    @Operation(summary = "发布", description = "发布后不能修改；本单位及下级单位此后走流程与省统一的检查清单一并使用")
    ResponseEntity<ExtensionView> publish(@PathVariable String id, IfMatch version, Caller caller) {
        return answer(extensions.publish(id, version.version(), caller));
    }

    /** 停用: the unit then adds nothing, until it releases a newer version. */
    @PostMapping("/{id}/retire")
    @Operation(summary = "停用")
    ResponseEntity<ExtensionView> retire(@PathVariable String id, IfMatch version, Caller caller) {
        return answer(extensions.retire(id, version.version(), caller));
    }

    private static ResponseEntity<ExtensionView> answer(Extension extension) {
        return IfMatch.tagged(extension, ExtensionView.of(extension));
    }
}
