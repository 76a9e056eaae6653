package cn.tiyan.reporting.document.web;

import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.reporting.document.DocumentJob;
import cn.tiyan.reporting.document.DocumentJobs;
import cn.tiyan.reporting.document.DocumentKind;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.figure.Period;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
 * Documents: asked for, made in the background, fetched. For OFFICE_CLERK, DEPARTMENT_CLERK and LEADER; each shows what whoever asked for it
 * may see, and is seen by that account's unit and those above it.
 */
@RestController
@RequestMapping("/api/v1/documents")
@Tag(name = "文档生成", description = "工作总结报告、指标数据：申请、查看进度、下载、取消")
class DocumentController {

    private static final String PATH = "/api/v1/documents/";

    private final DocumentJobs documents;
    private final Figures figures;

    DocumentController(DocumentJobs documents, Figures figures) {
        this.documents = documents;
        this.figures = figures;
    }

    /**
     * 申请生成.
     *
     * @param kind what is wanted
     * @param summary for SUMMARY_DOCX and SUMMARY_PDF: the summary report whose unit, period and texts go into it
     * @param preview for these: whether texts that are still missing are pointed out instead of being asked for
     * @param unit for FIGURES_XLSX: code; by default the caller's own
     * @param from for FIGURES_XLSX: first day; by default the first of the year of {@code to}
     * @param to for FIGURES_XLSX: last day; by default today
     */
    record Order(
            @NotNull(message = "必填") DocumentKind kind,
            @Nullable @Pattern(regexp = "sum_[0-9a-z]{26}", message = "不是总结报告标识") String summary,
            @Nullable Boolean preview,
            @Nullable @Pattern(regexp = "\\d{6}(-[A-Z0-9]{1,16})?", message = "应为单位编码，例如 210100-HRSS") String unit,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
    }

    /**
     * Asks for a document: 202 with its address, where its progress is to be read. A repeated request leads to the same document.
     * 400 for a period reversed or of more than ten years; 404 for a unit or summary report the caller may not see; 422
     * {@code sections-missing}; 429 {@code documents-waiting}.
     */
    @PostMapping
    @Operation(summary = "申请生成文档", description = "总结报告须先在 /api/v1/documents/summaries 起草；返回 202，按 Location 查看进度")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<DocumentView> order(@Valid @RequestBody Order body, IdempotencyKey key, Caller caller) {
        String id = key.id(DocumentJob.PREFIX, caller);
        DocumentJob job;
        if (body.kind().summary()) {
            if (body.summary() == null) {
                throw Refusal.malformed("summary", "请指明总结报告");
            }
            refuse("unit", body.unit());
            refuse("from", body.from());
            refuse("to", body.to());
            job = documents.summary(id, body.kind(), body.summary(), Boolean.TRUE.equals(body.preview()), caller);
        } else {
            refuse("summary", body.summary());
            refuse("preview", body.preview());
            job = documents.figures(id, body.unit(), Period.of(null, body.from(), body.to(), figures.today()), caller);
        }
        return ResponseEntity.accepted().location(URI.create(PATH + job.id())).eTag("\"" + job.version() + "\"").body(DocumentView.of(job, caller));
    }

    private static void refuse(String field, @Nullable Object value) {
        if (value != null) {
            throw Refusal.malformed(field, "该类文档没有此项：总结报告的单位和统计期以报告为准，指标数据不用总结报告");
        }
    }

    /**
     * Those of the caller's own unit, newest first.
     *
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看本单位申请的文档")
    Page<DocumentView> list(
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        return documents.list(limit, after, caller).map(job -> DocumentView.of(job, caller));
    }

    /** One document and how far it is, its version as ETag. */
    @GetMapping("/{id}")
    @Operation(summary = "查看文档和生成进度")
    ResponseEntity<DocumentView> get(@PathVariable String id, Caller caller) {
        return answer(documents.get(id, caller), caller);
    }

    /** Who did what and when, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看文档的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return documents.get(id, caller).history();
    }

    /** The file; its ETag is its SHA-256. 422 {@code document-not-ready} until it is made, {@code document-expired} once it is deleted. */
    @GetMapping("/{id}/content")
    @Operation(summary = "下载文档")
    ResponseEntity<InputStreamResource> content(@PathVariable String id, Caller caller) {
        DocumentJobs.Opened opened = documents.open(id, caller);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(opened.mediaType())).contentLength(opened.file().size())
                .eTag("\"" + opened.file().sha256() + "\"").cacheControl(CacheControl.noStore().cachePrivate())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(opened.file().name(), StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff").body(new InputStreamResource(opened.content(), opened.file().name()));
    }

    /** 取消, while it waits or is being made, by the unit that asked for it. */
    @PostMapping("/{id}/cancellation")
    @Operation(summary = "取消生成")
    ResponseEntity<DocumentView> cancel(@PathVariable String id, IfMatch version, Caller caller) {
        return answer(documents.cancel(id, version.version(), caller), caller);
    }

    private static ResponseEntity<DocumentView> answer(DocumentJob job, Caller caller) {
        return IfMatch.tagged(job, DocumentView.of(job, caller));
    }
}
