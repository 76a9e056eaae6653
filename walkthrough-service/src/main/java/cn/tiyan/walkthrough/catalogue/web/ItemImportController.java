package cn.tiyan.walkthrough.catalogue.web;

import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Upload;
import cn.tiyan.walkthrough.catalogue.ImportStatus;
import cn.tiyan.walkthrough.catalogue.ImportedRow;
import cn.tiyan.walkthrough.catalogue.ItemFilter;
import cn.tiyan.walkthrough.catalogue.ItemImport;
import cn.tiyan.walkthrough.catalogue.ItemImports;
import cn.tiyan.walkthrough.catalogue.RowState;
import cn.tiyan.walkthrough.catalogue.web.ItemView.ContentView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Tables of items handed in (xlsx or CSV) by office clerks, department clerks and administrators for their own part of the tree:
 * upload and preview, then confirm.
 */
@RestController
@RequestMapping("/api/v1/service-items/imports")
@Tag(name = "事项目录导入", description = "下载模板、上传预览、确认导入")
class ItemImportController {

    private static final String PATH = "/api/v1/service-items/imports/";
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ItemImports imports;

    ItemImportController(ItemImports imports) {
        this.imports = imports;
    }

    /**
     * An import.
     *
     * @param full whether the table was said to hold all items of the unit and those below it
     * @param rows rows of the file, besides headings and examples; 0 while it is read
     * @param counts rows by state; while COMMITTING, those still NEW, CHANGED or RESTORED are still to be done
     * @param outcome how it came out; absent until all is done
     */
    record ImportView(String id, long version, String unit, boolean full, ImportStatus status, String statusText, String handedInBy, int rows,
            Map<RowState, Integer> counts, @Nullable Instant committedAt, @Nullable Instant finishedAt, ItemImport.@Nullable Outcome outcome, Instant createdAt,
            Instant changedAt) {
    }

    /** An import on a list. */
    record ImportLine(String id, long version, String unit, boolean full, ImportStatus status, String statusText, String handedInBy, int rows,
            ItemImport.@Nullable Outcome outcome, Instant createdAt) {

        static ImportLine of(ItemImport of) {
            return new ImportLine(of.id(), of.version(), of.unit(), of.full(), of.status(), of.status().chinese(), of.handedInBy(), of.rows(), of.outcome(), of.createdAt());
        }
    }

    /**
     * A row, or an item that a full table leaves out.
     *
     * @param row its number in the file, the headings being row 1; absent for an item left out
     * @param content what it says; absent for a bad one
     * @param differences names of the fields it changes
     * @param errors what is wrong: name of the column and message
     */
    record RowView(@Nullable Integer row, RowState state, String stateText, String unit, @Nullable String code, @Nullable String itemId, @Nullable ContentView content,
            List<String> differences, List<FieldError> errors) {

        static RowView of(ImportedRow row) {
            var content = row.content();
            boolean inFile = row.number() <= ItemImports.BEYOND_ROWS;
            return new RowView(inFile ? row.number() : null, row.state(), row.state().chinese(), row.unit(), row.code(), row.itemId(),
                    content == null ? null : ContentView.of(content), row.differences(), row.errors());
        }
    }

    /**
     * A row as it is to be.
     *
     * @param code item code
     * @param unit code of the unit whose item it is; that of the import where absent
     * @param content what the guide says, all of it
     */
    record Correction(@NotNull(message = "必填") @Pattern(regexp = ItemFilter.CODE, message = ItemFilter.NO_CODE) String code,
            @Nullable @Pattern(regexp = ItemFilter.UNIT, message = ItemFilter.NO_UNIT) String unit, @NotNull(message = "必填") @Valid ItemBody content) {
    }

    /**
     * 导入.
     *
     * @param onlyGood whether bad rows are left out; if not, there must be none
     * @param withdrawAbsent whether items in use that a full table leaves out are withdrawn; false where absent
     */
    record Commit(@NotNull(message = "请说明是否只导入无误的行") Boolean onlyGood, @Nullable Boolean withdrawAbsent) {
    }

    /** The workbook to fill in (xlsx): headings, an example, lists to choose from, and a sheet that explains. A CSV has the same headings. */
    @GetMapping("/template")
    @Operation(summary = "下载事项目录模板（xlsx）")
    ResponseEntity<byte[]> template() throws IOException {
        var out = new ByteArrayOutputStream();
        imports.writeTemplate(out);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(WORKBOOK))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("事项目录模板.xlsx", StandardCharsets.UTF_8).build().toString())
                .body(out.toByteArray());
    }

    /**
     * Reads a table (xlsx or CSV, at most 8 MB) and sets it beside the catalogue; nothing changes yet. 201 with the preview's counts;
     * 200 where the same request had been made before. 400 for what is no such table or has other columns than the template; 413 for
     * too much; 503 while two others are being read.
     *
     * @param unit whose items they are: its own and those of units below it
     * @param full whether these are all of them: then items in use that it leaves out are reported as ABSENT
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "上传事项目录并预览", description = "xlsx 或 CSV，不超过 8 MB；只预览，不导入。未确认的 7 天后自动删除")
    ResponseEntity<ImportView> handIn(@RequestParam @Pattern(regexp = ItemFilter.UNIT, message = ItemFilter.NO_UNIT) String unit,
            @RequestParam(defaultValue = "false") boolean full, @RequestParam MultipartFile file, IdempotencyKey key, Caller caller) throws IOException {
        ItemImports.HandedIn handedIn = Upload.read(file, path -> imports.handIn(key.id(ItemImport.PREFIX, caller), unit, full, path, caller));
        return IfMatch.begun(handedIn.fresh(), PATH + handedIn.itemImport().id(), answer(handedIn.itemImport()));
    }

    /** Imports of the caller's unit and those below it, newest first. */
    @GetMapping
    @Operation(summary = "分页查看事项目录导入")
    Page<ImportLine> page(@RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return imports.page(limit, after, caller).map(ImportLine::of);
    }

    /** One import, with how far it has got. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一次导入及其进度")
    ResponseEntity<ImportView> get(@PathVariable String id, Caller caller) {
        return answer(imports.get(id, caller));
    }

    /** Who did what and when, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看导入的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return imports.get(id, caller).history();
    }

    /**
     * Rows in the order of the file, then items left out; erased 30 days after the import.
     *
     * @param state only those in this state
     */
    @GetMapping("/{id}/rows")
    @Operation(summary = "分页查看导入的行及其错误")
    Page<RowView> rows(@PathVariable String id, @RequestParam(required = false) @Nullable RowState state,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return imports.rows(id, state, limit, after, caller).map(RowView::of);
    }

    /**
     * 改正 one row of a preview, before it is confirmed; the ETag is the import's. A row that is about an item already stays about it; one
     * that is bad may become any item's that no other row is about.
     *
     * @param row its number in the file
     */
    @PutMapping("/{id}/rows/{row}")
    @Operation(summary = "改正预览中的一行", description = "If-Match 为该次导入的 ETag；改正后的行按单个事项的规则检查，并重新与目录对照")
    ResponseEntity<RowView> correct(@PathVariable String id, @PathVariable int row, IfMatch version, @Valid @RequestBody Correction correction, Caller caller) {
        ItemImports.Corrected corrected = imports.correct(id, row, correction.unit(), correction.code(), correction.content().content(), version.version(), caller);
        return IfMatch.tagged(corrected.itemImport(), RowView.of(corrected.row()));
    }

    /** 导入, in the background: 202 with how far it has got. Asked for again in the same way, it changes nothing. */
    @PostMapping("/{id}/commit")
    @Operation(summary = "确认导入", description = "onlyGood 为 true 时只导入无误的行；withdrawAbsent 为 true 时取消完整目录中没有出现的事项；在后台进行")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ImportView> commit(@PathVariable String id, IfMatch version, @Valid @RequestBody Commit commit, Caller caller) {
        ItemImport committed = imports.commit(id, commit.onlyGood(), Boolean.TRUE.equals(commit.withdrawAbsent()), version.version(), caller);
        return ResponseEntity.accepted().eTag("\"" + committed.version() + "\"").body(view(committed));
    }

    /** 放弃: what was read is erased. */
    @PostMapping("/{id}/discard")
    @Operation(summary = "放弃导入")
    ResponseEntity<ImportView> discard(@PathVariable String id, IfMatch version, Caller caller) {
        return answer(imports.discard(id, version.version(), caller));
    }

    private ResponseEntity<ImportView> answer(ItemImport of) {
        return IfMatch.tagged(of, view(of));
    }

    private ImportView view(ItemImport of) {
        return new ImportView(of.id(), of.version(), of.unit(), of.full(), of.status(), of.status().chinese(), of.handedInBy(), of.rows(), imports.counts(of),
                of.committedAt(), of.finishedAt(), of.outcome(), of.createdAt(), of.changedAt());
    }
}
