package cn.tiyan.experiencer.rosterimport.web;

import cn.tiyan.experiencer.rosterimport.Column;
import cn.tiyan.experiencer.rosterimport.ImportStatus;
import cn.tiyan.experiencer.rosterimport.ImportedRow;
import cn.tiyan.experiencer.rosterimport.RosterImport;
import cn.tiyan.experiencer.rosterimport.RosterImports;
import cn.tiyan.experiencer.rosterimport.RosterImports.OpenRow;
import cn.tiyan.experiencer.rosterimport.RowState;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Upload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
 * Rosters handed in as a workbook (notice, section 三(二)1 and 五(一)), by office clerks for their own part of the tree: upload and
 * preview, mend row by row, then confirm. What stands in a row is masked in every answer.
 */
@RestController
@RequestMapping("/api/v1/experiencers/imports")
@Tag(name = "体验员名单导入", description = "下载模板、上传预览、逐行更正、确认导入")
class ImportController {

    private static final String PATH = "/api/v1/experiencers/imports/";
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Map<String, Column> COLUMNS = Arrays.stream(Column.values()).collect(Collectors.toMap(Column::field, Function.identity()));

    private final RosterImports imports;

    ImportController(RosterImports imports) {
        this.imports = imports;
    }

    /**
     * An import.
     *
     * @param rows rows of the file, besides headings and examples; 0 while it is read
     * @param counts rows by state; those still GOOD while COMMITTING are still to be done
     * @param taken rows that are records by now
     */
    record ImportView(String id, String unit, ImportStatus status, String statusText, String handedInBy, int rows, Map<RowState, Integer> counts, int taken,
            @Nullable Boolean onlyGood, @Nullable Instant committedAt, @Nullable Instant finishedAt, RosterImport.@Nullable Outcome outcome, Instant createdAt,
            Instant changedAt, long version) {
    }

    /** An import on a list. */
    record ImportLine(String id, String unit, ImportStatus status, String statusText, String handedInBy, int rows, RosterImport.@Nullable Outcome outcome,
            Instant createdAt, long version) {

        static ImportLine of(RosterImport of) {
            return new ImportLine(of.id(), of.unit(), of.status(), of.status().chinese(), of.handedInBy(), of.rows(), of.outcome(), of.createdAt(), of.version());
        }
    }

    /**
     * A row.
     *
     * @param row its number in the file; the headings are row 1
     * @param values what stands in it, by name of the column, masked; empty once the import is done with
     * @param errors what is wrong: name of the column and message
     * @param experiencerId the record it became
     */
    record RowView(int row, RowState state, String stateText, Map<String, String> values, List<FieldError> errors, @Nullable String experiencerId, long version) {

        static RowView of(OpenRow open) {
            ImportedRow row = open.row();
            Map<String, String> values = new LinkedHashMap<>();
            open.values().forEach((column, value) -> values.put(column.field(), column.masked(value)));
            return new RowView(row.number(), row.state(), row.state().chinese(), values, row.errors(), row.experiencerId(), row.version());
        }
    }

    /**
     * 更正.
     *
     * @param values new values by name of the column, as they would be written in the file; an empty text takes a value out, what is
     *     not named stays as it is
     */
    record Correction(@NotEmpty(message = "请填写要更正的内容") @Size(max = 12, message = "最多 12 项")
            Map<String, @NotNull(message = "应为文本") @Size(max = 500, message = "不超过 500 个字") String> values) {
    }

    /** @param onlyGood whether rows that are not good are to be left out; if not, there must be none */
    record Commit(@NotNull(message = "请说明是否只导入无误的行") Boolean onlyGood) {
    }

    /** The workbook to fill in (xlsx): headings, an example, lists to choose from, and a sheet that explains. */
    @GetMapping("/template")
    @Operation(summary = "下载体验员名单模板（xlsx）")
    ResponseEntity<byte[]> template(Caller caller) throws IOException {
        var out = new ByteArrayOutputStream();
        imports.writeTemplate(out, caller);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(WORKBOOK)).header(HttpHeaders.CONTENT_DISPOSITION, attachment("体验员名单模板.xlsx"))
                .body(out.toByteArray());
    }

    /**
     * Reads a workbook (xlsx, at most 6 MB) and checks its rows; nothing becomes a record yet. 201 with the preview's counts; 200 where
     * the same request had been made before. 400 for what is no such workbook, has macros or other columns than the template; 413 for
     * too many rows.
     *
     * @param unit whose roster it is
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "上传体验员名单并预览", description = "xlsx，不超过 6 MB；只预览，不导入。未确认的名单 7 天后自动删除")
    ResponseEntity<ImportView> handIn(@RequestParam @Size(max = 16, message = "单位编码不超过 16 个字符") String unit, @RequestParam MultipartFile file,
            IdempotencyKey key, Caller caller) throws IOException {
        RosterImports.HandedIn handedIn = Upload.read(file, path -> imports.handIn(key.id(RosterImport.PREFIX, caller), unit, path, caller));
        return IfMatch.begun(handedIn.fresh(), PATH + handedIn.rosterImport().id(), answer(handedIn.rosterImport()));
    }

    /** Imports of the caller's unit and those below it, newest first. */
    @GetMapping
    @Operation(summary = "分页查看名单导入")
    Page<ImportLine> list(@RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return imports.page(limit, after, caller).map(ImportLine::of);
    }

    /** One import, with how far it has got. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一次名单导入及其进度")
    ResponseEntity<ImportView> get(@PathVariable String id, Caller caller) {
        return answer(imports.get(id, caller));
    }

    /** Who did what and when, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看名单导入的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return imports.get(id, caller).history();
    }

    /**
     * Rows in the order of the file.
     *
     * @param state only those in this state
     * @param after {@code next} of the page before
     */
    @GetMapping("/{id}/rows")
    @Operation(summary = "分页查看名单的行及其错误")
    Page<RowView> rows(@PathVariable String id, @RequestParam(required = false) @Nullable RowState state,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return imports.rows(id, state, limit, after, caller).map(RowView::of);
    }

    /** One row, its version as ETag. */
    @GetMapping("/{id}/rows/{row}")
    @Operation(summary = "查看名单的一行")
    ResponseEntity<RowView> row(@PathVariable String id, @PathVariable int row, Caller caller) {
        return answer(imports.row(id, row, caller));
    }

    /** 更正. If-Match is the row's own version. */
    @PutMapping("/{id}/rows/{row}")
    @Operation(summary = "更正名单的一行", description = "只填写要更正的列；If-Match 为该行的 ETag")
    ResponseEntity<RowView> correct(@PathVariable String id, @PathVariable int row, IfMatch version, @Valid @RequestBody Correction correction, Caller caller) {
        Map<Column, String> changes = new EnumMap<>(Column.class);
        List<FieldError> unknown = new ArrayList<>();
        correction.values().forEach((name, value) -> {
            Column column = COLUMNS.get(name);
            if (column == null) {
                unknown.add(new FieldError("values." + name, "没有这一列"));
            } else {
                changes.put(column, value);
            }
        });
        if (!unknown.isEmpty()) {
            throw Refusal.malformed(unknown);
        }
        return answer(imports.correct(id, row, changes, version.version(), caller));
    }

    /** 导入, in the background: 202 with how far it has got. Asked for again in the same way, it changes nothing. */
    @PostMapping("/{id}/commit")
    @Operation(summary = "确认导入", description = "onlyGood 为 true 时只导入无误的行；在后台进行，可查看进度")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ImportView> commit(@PathVariable String id, IfMatch version, @Valid @RequestBody Commit commit, Caller caller) {
        RosterImport committed = imports.commit(id, commit.onlyGood(), version.version(), caller);
        return ResponseEntity.accepted().eTag("\"" + committed.version() + "\"").body(view(committed));
    }

    /** 放弃: what was read is erased. */
    @PostMapping("/{id}/discard")
    @Operation(summary = "放弃导入并删除已读取的内容")
    ResponseEntity<ImportView> discard(@PathVariable String id, IfMatch version, Caller caller) {
        return answer(imports.discard(id, version.version(), caller));
    }

    /** The rows that are not good (xlsx), in clear, for whoever handed them in alone; it is on record. */
    @GetMapping("/{id}/faulty-rows")
    @Operation(summary = "下载有误和重复的行（xlsx）", description = "附错误说明，改好后可直接上传；仅限上传人，记入历史")
    void faulty(@PathVariable String id, Caller caller, HttpServletResponse response) throws IOException {
        RosterImports.Faulty faulty = imports.faulty(id, caller);
        response.setContentType(WORKBOOK);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment("体验员名单有误的行.xlsx"));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        faulty.to(response.getOutputStream());
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString();
    }

    private ResponseEntity<ImportView> answer(RosterImport of) {
        return IfMatch.tagged(of, view(of));
    }

    private ImportView view(RosterImport of) {
        Map<RowState, Integer> counts = imports.counts(of);
        RosterImport.Outcome outcome = of.outcome();
        return new ImportView(of.id(), of.unit(), of.status(), of.status().chinese(), of.handedInBy(), of.rows(), counts,
                outcome == null ? counts.getOrDefault(RowState.TAKEN, 0) : outcome.taken(), of.onlyGood(), of.committedAt(), of.finishedAt(), outcome,
                of.createdAt(), of.changedAt(), of.version());
    }

    private static ResponseEntity<RowView> answer(OpenRow row) {
        return ResponseEntity.ok().eTag("\"" + row.row().version() + "\"").body(RowView.of(row));
    }
}
