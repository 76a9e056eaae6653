package cn.tiyan.feedback.file.web;

import cn.tiyan.feedback.file.OfficeFiles;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.Problems;
import cn.tiyan.platform.web.Upload;
import io.swagger.v3.oas.annotations.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of offices that have no system to push. */
@RestController
@RequestMapping("/api/v1/feedback/files")
class OfficeFileController {

    private static final String PATH = "/api/v1/feedback/files";
    private static final MediaType WORKBOOK = MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final int MOST_ERRORS = 200;

    private final OfficeFiles files;

    OfficeFileController(OfficeFiles files) {
        this.files = files;
    }

    /** A workbook to fill in. */
    @Operation(summary = "下载填报模板", description = "kind 为 hotline-orders、rating-services、ratings 或 window-reports")
    @GetMapping("/template")
    ResponseEntity<byte[]> template(@RequestParam String kind, Caller caller) {
        PushKind what = kind(kind);
        var out = new ByteArrayOutputStream();
        files.writeTemplate(what, out, caller);
        return workbook(out, what, "填报模板");
    }

    /**
     * Takes the rows of a workbook or CSV file in: all or none, or with {@code takeGoodRows} those that can be. 202 means that all rows
     * said to be TAKEN are kept durably. 422 means that none is, and tells what is wrong with each.
     */
    @Operation(summary = "上传填报文件", description = "xlsx，或 UTF-8、GB18030 编码的 CSV；默认全部无误才接收，takeGoodRows=true 时接收无误的行")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Object> take(@RequestParam String kind, @RequestParam MultipartFile file, @RequestParam(defaultValue = "false") boolean takeGoodRows,
            Caller caller) throws IOException {
        PushKind what = kind(kind);
        OfficeFiles.Report report = Upload.read(file, path -> files.take(what, path, takeGoodRows, caller));
        if (report.taken() > 0) {
            return ResponseEntity.status(HttpStatus.ACCEPTED).body(report);
        }
        var problem = Problems.of(Refusal.rule("rows-at-fault", "有 " + report.atFault() + " 行有误，一行也没有接收；请修改后重新上传，或选择先接收无误的行"), PATH);
        problem.setProperty("fieldErrors", errors(report));
        problem.setProperty("report", report);
        return ResponseEntity.unprocessableContent().contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    /** The rows of the same file that are at fault, each with what is wrong; to be mended there and handed in. Takes nothing in. */
    @Operation(summary = "下载有误的行", description = "上传同一个文件，返回只含有误的行、并附错误说明的工作簿，修改后可直接上传；不接收任何内容")
    @PostMapping(path = "/at-fault", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<byte[]> atFault(@RequestParam String kind, @RequestParam MultipartFile file, Caller caller) throws IOException {
        PushKind what = kind(kind);
        var out = new ByteArrayOutputStream();
        Upload.read(file, path -> {
            files.writeAtFault(what, path, out, caller);
            return true;
        });
        return workbook(out, what, "有误的行");
    }

    private static PushKind kind(String path) {
        return PushKind.at(path).orElseThrow(() -> Refusal.malformed("kind",
                "应为以下之一：" + Arrays.stream(PushKind.values()).map(PushKind::path).collect(Collectors.joining("、"))));
    }

    private static List<FieldError> errors(OfficeFiles.Report report) {
        return report.results().stream().flatMap(row -> row.errors().stream().map(error -> new FieldError("第 " + row.row() + " 行 " + error.field(), error.message())))
                .limit(MOST_ERRORS).toList();
    }

    private static ResponseEntity<byte[]> workbook(ByteArrayOutputStream out, PushKind kind, String what) {
        String name = kind.source().chinese() + what + ".xlsx";
        return ResponseEntity.ok().contentType(WORKBOOK)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store").body(out.toByteArray());
    }
}
