package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Prose;
import cn.tiyan.walkthrough.photo.Photos;
import cn.tiyan.walkthrough.walkthrough.Batch.Synced;
import cn.tiyan.walkthrough.walkthrough.Comparison;
import cn.tiyan.walkthrough.walkthrough.Sessions;
import cn.tiyan.walkthrough.walkthrough.Sessions.Opened;
import cn.tiyan.walkthrough.walkthrough.Sessions.Started;
import cn.tiyan.walkthrough.walkthrough.StoredPhoto;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import cn.tiyan.walkthrough.walkthrough.WalkthroughRow;
import cn.tiyan.walkthrough.walkthrough.Walkthroughs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Sessions over HTTP: recorded on phones, finished, reviewed by the office, walked again (notice, sections 三(一) and 六(二)). */
@RestController
@RequestMapping("/api/v1/walkthroughs")
@Tag(name = "走流程")
class SessionController {

    private static final String REQUIRED = "必填";

    private final Sessions sessions;
    private final Walkthroughs walkthroughs;
    private final Validator validator;

    SessionController(Sessions sessions, Walkthroughs walkthroughs, Validator validator) {
        this.sessions = sessions;
        this.walkthroughs = walkthroughs;
        this.validator = validator;
    }

    /** @param finishedAt when, by the phone's clock; when the last entry was written, where absent */
    record Finish(@Nullable Instant finishedAt) {
    }

    /** A word on acceptance, where there is one. */
    record Acceptance(@Nullable @Prose String opinion) {
    }

    /** @param reasons what is missing */
    record Return(@NotNull(message = REQUIRED) @Prose String reasons) {
    }

    /** @param plannedDay a day in China, ISO 8601 */
    record ReWalk(@NotNull(message = REQUIRED) LocalDate plannedDay) {
    }

    /** Hard cases to follow. */
    record Picks(@NotEmpty(message = REQUIRED) @Size(max = 50, message = "最多 50 件")
            List<@NotNull(message = REQUIRED) @Pattern(regexp = StartSession.FEEDBACK, message = StartSession.NO_FEEDBACK) String> feedbackIds) {
    }

    /** Photos as they are held now. */
    record PhotosView(List<StoredPhoto> photos, Set<String> missingPhotos) {
    }

    /** All of them: few, so without pages. */
    record Items<T>(List<T> items) {
    }

    /**
     * Starts a session. The Idempotency-Key is the phone's own id of it and required: a second device of the same walker that sends the
     * same gets the same session. 201, or 200 where it had been started before.
     */
    @PostMapping("/sessions")
    @Operation(summary = "开始一次走流程（手机端）")
    ResponseEntity<WalkthroughView> start(@Valid @RequestBody StartSession command, IdempotencyKey key, Caller caller) {
        if (key.key() == null) {
            throw Refusal.malformed(IdempotencyKey.HEADER, "请带上手机端为本次走流程生成的标识");
        }
        Started started = sessions.start(key.id(Walkthrough.PREFIX, caller), command.start(), caller);
        return IfMatch.begun(started.fresh(), "/api/v1/walkthroughs/" + started.session().id(), tagged(started.session()));
    }

    /**
     * Takes over what a device recorded, of its walker's own session only (404 otherwise). It adds and never overwrites, so it takes no
     * If-Match: any order, repetition and number of devices leads to the same session. Each entry is answered by itself. An empty list
     * asks what the server has.
     */
    @PostMapping("/{id}/sync")
    @Operation(summary = "同步一批走流程记录（可离线、可重复、可多设备）")
    ResponseEntity<SyncView> sync(@PathVariable String id, @Valid @RequestBody SyncRequest request, Caller caller) {
        Synced synced = sessions.sync(id, request.batch(validator), caller);
        return IfMatch.tagged(synced.session(), SyncView.of(synced));
    }

    /** Every version of every entry, as it happened; those that an edit replaced are kept and marked. */
    @GetMapping("/{id}/entries")
    @Operation(summary = "查看走流程的全部记录及其修改历史")
    Items<EntryView> entries(@PathVariable String id, Caller caller) {
        return new Items<>(EntryView.of(walkthroughs.get(id, caller)));
    }

    /**
     * Takes photos in, as parts {@code photos}: JPEG, PNG or WebP by their content, at most 10 MB each and 20 MB together. If one is refused,
     * none is kept. It adds and never overwrites, so it takes no If-Match.
     */
    @PostMapping(path = "/photos/{id}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "上传走流程照片")
    ResponseEntity<PhotosView> illustrate(@PathVariable String id, @RequestPart("photos") List<MultipartFile> photos, Caller caller) throws IOException {
        Walkthrough session = sessions.illustrate(id, photos.stream().<Photos.Content>map(photo -> photo::getInputStream).toList(), caller);
        return IfMatch.tagged(session, new PhotosView(session.photos(), session.missingPhotos()));
    }

    /** One photo, always as a download: a browser never runs what somebody handed in. */
    @GetMapping("/{id}/photos/{sha256}")
    @Operation(summary = "下载走流程照片")
    ResponseEntity<InputStreamResource> photo(@PathVariable String id, @PathVariable String sha256, Caller caller) {
        return download(sessions.photo(id, sha256, caller));
    }

    /** Photos of a finding: also for the unit it is about and those above it, who have its issue in hand. */
    @GetMapping("/findings/{findingId}/photos")
    @Operation(summary = "查看某项发现的照片")
    Items<StoredPhoto> photosOf(@PathVariable String findingId, Caller caller) {
        return new Items<>(sessions.photosOf(findingId, caller));
    }

    /** One photo of a finding, for the same people. */
    @GetMapping("/findings/{findingId}/photos/{sha256}")
    @Operation(summary = "下载某项发现的照片")
    ResponseEntity<InputStreamResource> photoOf(@PathVariable String findingId, @PathVariable String sha256, Caller caller) {
        return download(sessions.photoOf(findingId, sha256, caller));
    }

    private static ResponseEntity<InputStreamResource> download(Opened opened) {
        String name = opened.photo().sha256().substring(0, 16) + "." + opened.type().ending();
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(opened.photo().type())).contentLength(opened.photo().size())
                .cacheControl(CacheControl.noStore().cachePrivate())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(new InputStreamResource(opened.content(), name));
    }

    /** 督导办: takes on hard cases of the caller's line of the tree. */
    @PostMapping("/{id}/cases")
    @Operation(summary = "督导办选取疑难问题")
    ResponseEntity<WalkthroughView> pick(@PathVariable String id, @Valid @RequestBody Picks picks, IfMatch version, Caller caller) {
        return tagged(sessions.pick(id, picks.feedbackIds(), caller, version.version()));
    }

    /** 完成并提交: by its walker alone (404 otherwise). Each finding that calls for an issue is told once, also where it is finished again. */
    @PostMapping("/{id}/finish")
    @Operation(summary = "完成走流程并提交审核")
    ResponseEntity<WalkthroughView> finish(@PathVariable String id, @Valid @RequestBody Finish finish, IfMatch version, Caller caller) {
        return tagged(sessions.finish(id, finish.finishedAt(), caller, version.version()));
    }

    /** 审核通过: by an office above the walker's unit. */
    @PostMapping("/{id}/acceptance")
    @Operation(summary = "审核通过走流程记录")
    ResponseEntity<WalkthroughView> accept(@PathVariable String id, @Valid @RequestBody Acceptance acceptance, IfMatch version, Caller caller) {
        return tagged(sessions.review(id, true, acceptance.opinion(), caller, version.version()));
    }

    /** 退回: by an office above the walker's unit, saying what is missing. The walker adds it and finishes again. */
    @PostMapping("/{id}/return")
    @Operation(summary = "退回走流程记录")
    ResponseEntity<WalkthroughView> giveBack(@PathVariable String id, @Valid @RequestBody Return back, IfMatch version, Caller caller) {
        return tagged(sessions.review(id, false, back.reasons(), caller, version.version()));
    }

    /** 安排再走一次, at the look-back. Starting a session with {@code reWalkOf} does what is planned here. */
    @PostMapping("/{id}/re-walk")
    @Operation(summary = "安排再走一次")
    ResponseEntity<WalkthroughView> reWalk(@PathVariable String id, @Valid @RequestBody ReWalk plan, IfMatch version, Caller caller) {
        return tagged(sessions.planReWalk(id, plan.plannedDay(), caller, version.version()));
    }

    /** Walkthroughs of the caller's line that are to be walked again and were not yet, the soonest first. */
    @GetMapping("/re-walks")
    @Operation(summary = "分页查看待再走一次的走流程")
    Page<WalkthroughLine> reWalks(@RequestParam(defaultValue = "50") @Min(value = 1, message = "每页 1 至 200 条") @Max(value = 200, message = "每页 1 至 200 条") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        Page<WalkthroughRow> page = sessions.reWalks(limit, after, caller);
        var completions = sessions.completions(page.items());
        return page.map(row -> WalkthroughLine.of(row, Objects.requireNonNull(completions.get(row.id()))));
    }

    /**
     * Two walkthroughs of one item, step by step: 减环节, 减时间, 减材料, 减跑动 (notice, section 三(三)1). The one that started earlier is
     * {@code before}, whichever is named first.
     *
     * @param with the other walkthrough
     */
    @GetMapping("/{id}/comparison")
    @Operation(summary = "对比同一事项的两次走流程")
    Comparison compare(@PathVariable String id, @RequestParam String with, Caller caller) {
        return sessions.compare(id, with, caller);
    }

    private ResponseEntity<WalkthroughView> tagged(Walkthrough walkthrough) {
        return IfMatch.tagged(walkthrough, WalkthroughView.of(walkthrough, sessions.completion(walkthrough), sessions.snags(walkthrough)));
    }
}
