package cn.tiyan.issue.evidence.web;

import cn.tiyan.issue.evidence.AlsoOn;
import cn.tiyan.issue.evidence.EvidenceDesk;
import cn.tiyan.issue.issue.Evidence;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Upload;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
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
     * @param sm3 hexadecimal
     * @param alsoOn other issues that the same content is on
     * @param version of the issue, for the next If-Match
     */
    record Receipt(String id, String name, String type, long size, String sha256, String sm3, AlsoOn alsoOn, long version) {
    }

    /**
     * A piece of evidence, as {@link Receipt}.
     *
     * @param by account that handed it in
     * @param at when
     */
    record EvidenceView(String id, String name, String type, long size, String sha256, String sm3, String by, Instant at, AlsoOn alsoOn) {

        static EvidenceView of(EvidenceDesk.Listed listed) {
            Evidence piece = listed.evidence();
            return new EvidenceView(piece.evidenceId(), piece.name(), piece.type(), piece.size(), piece.sha256(), piece.sm3(), piece.by(),
                    piece.at(), listed.alsoOn());
        }
    }

    /**
     * Hands in one file of at most 20 MB as part {@code file}: 201, or 200 where the same content is there already. The ETag is
     * the issue's new version.
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "上传佐证材料")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Receipt> handIn(@PathVariable String id, Caller caller, @RequestPart("file") MultipartFile file) throws IOException {
        var receipt = Upload.read(file, path -> desk.handIn(id, caller, path, file.getOriginalFilename()));
        Evidence evidence = receipt.evidence();
        long version = receipt.version();
        return IfMatch.begun(receipt.added(), "/api/v1/issues/" + id + "/evidence/" + evidence.evidenceId(), IfMatch.tagged(version,
                new Receipt(evidence.evidenceId(), evidence.name(), evidence.type(), evidence.size(), evidence.sha256(), evidence.sm3(),
                        receipt.alsoOn(), version)));
    }

    /** All evidence of the issue, oldest first, each with the other issues that the same content is on. */
    @GetMapping
    @Operation(summary = "查看佐证材料清单")
    List<EvidenceView> list(@PathVariable String id, Caller caller) {
        return desk.list(id, caller).stream().map(EvidenceView::of).toList();
    }

    /**
     * The file, always as a download: a browser never runs what somebody handed in. Pictures and PDFs are copies that show who
     * fetched them and when; the rest is as it was handed in, with its SHA-256 as the ETag.
     *
     * @param original a picture or PDF without the mark, to check its digests or its signature; VERIFIER and OFFICE_CLERK only (403)
     */
    @GetMapping("/{evidenceId}")
    @Operation(summary = "下载佐证材料")
    ResponseEntity<InputStreamResource> read(@PathVariable String id, @PathVariable String evidenceId,
            @RequestParam(defaultValue = "false") boolean original, Caller caller) throws IOException {
        var opened = desk.open(id, evidenceId, caller, original);
        var answer = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(opened.type()))
                .contentLength(opened.size())
                .cacheControl(CacheControl.noStore().cachePrivate())
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(opened.name(), StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff");
        if (!opened.marked()) {
            answer.eTag("\"" + opened.evidence().sha256() + "\"");
        }
        return answer.body(new InputStreamResource(opened.content(), opened.name()));
    }
}
