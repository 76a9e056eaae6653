package cn.tiyan.walkthrough.report.web;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.walkthrough.report.Reports;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Reports over HTTP. */
@RestController
@Tag(name = "走流程")
class ReportController {

    private static final MediaType DOCX = MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    /** The walkthrough as a document to be handed in, in the form of GB/T 9704, as it stands now. */
    @GetMapping("/api/v1/walkthroughs/{id}/report")
    @Operation(summary = "导出走流程情况报告（docx）")
    ResponseEntity<InputStreamResource> report(@PathVariable String id, Caller caller) throws IOException {
        Walkthrough walkthrough = reports.find(id, caller);
        Path file = Files.createTempFile("report", ".docx");
        try {
            try (var out = Files.newOutputStream(file)) {
                reports.write(walkthrough, out);
            }
            long size = Files.size(file);
            // On Linux its entry goes while it is read: nothing is left behind, whatever becomes of the reader.
            var content = Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
            String name = "走流程情况报告-" + id + ".docx";
            return ResponseEntity.ok().contentType(DOCX).contentLength(size).cacheControl(CacheControl.noStore().cachePrivate())
                    .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
                    .header("X-Content-Type-Options", "nosniff").body(new InputStreamResource(content, name));
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
