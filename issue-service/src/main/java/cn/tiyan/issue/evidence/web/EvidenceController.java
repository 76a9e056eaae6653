package cn.tiyan.issue.evidence.web;

import cn.tiyan.issue.evidence.EvidenceDesk;
import cn.tiyan.issue.issue.Evidence;
import cn.tiyan.platform.security.Caller;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of evidence over HTTP. */
@RestController
@RequestMapping("/api/v1/issues/{id}/evidence")
class EvidenceController {

    private final EvidenceDesk desk;

    EvidenceController(EvidenceDesk desk) {
        this.desk = desk;
    }

    /**
     * A file that was handed in.
     *
     * @param name its cleaned name
     * @param type media type, detected from the content
     * @param size bytes
     * @param sha256 hexadecimal
     * @param version of the issue, for the next If-Match
     */
    record Receipt(String id, String name, String type, long size, String sha256, long version) {
    }

    /**
     * Hands in one file of at most 20 MB as part {@code file}: 201, or 200 where the same content is there already. The ETag is
     * the issue's new version.
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Receipt> handIn(@PathVariable String id, Caller caller, @RequestPart("file") MultipartFile file) throws IOException {
        Path copy = Files.createTempFile("evidence", null);
        try {
            file.transferTo(copy);
            var receipt = desk.handIn(id, caller, copy, file.getOriginalFilename());
            Evidence evidence = receipt.evidence();
            long version = receipt.issue().version();
            var answer = receipt.added()
                    ? ResponseEntity.created(URI.create("/api/v1/issues/" + id + "/evidence/" + evidence.evidenceId()))
                    : ResponseEntity.status(HttpStatus.OK);
            return answer.eTag("\"" + version + "\"").body(
                    new Receipt(evidence.evidenceId(), evidence.name(), evidence.type(), evidence.size(), evidence.sha256(), version));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** The file, always as a download: a browser never runs what somebody handed in. */
    @GetMapping("/{evidenceId}")
    ResponseEntity<InputStreamResource> read(@PathVariable String id, @PathVariable String evidenceId, Caller caller) {
        var opened = desk.open(id, evidenceId, caller);
        Evidence evidence = opened.evidence();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(evidence.type()))
                .contentLength(evidence.size())
                .eTag("\"" + evidence.sha256() + "\"")
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(evidence.name(), StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(new InputStreamResource(opened.content(), evidence.name()));
    }
}
