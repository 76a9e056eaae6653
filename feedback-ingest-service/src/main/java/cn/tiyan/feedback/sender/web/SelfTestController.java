package cn.tiyan.feedback.sender.web;

import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.SignatureCheck;
import cn.tiyan.feedback.sender.SignatureStep;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets a sender find out whether, and where, its signature goes wrong. */
@RestController
class SelfTestController {

    private static final String PATH = "/api/v1/ingest/self-test";

    private final SignatureCheck check;
    private final Clock clock;

    SelfTestController(SignatureCheck check, Clock clock) {
        this.check = check;
        this.clock = clock;
    }

    /**
     * What was verified.
     *
     * @param sender who it is
     * @param name as officials see it
     * @param verified the steps passed, in order
     * @param received the request as this service saw it
     * @param clock this service's time
     */
    record Report(String sender, String name, List<SignatureStep> verified, Received received, Instant clock) {
    }

    /**
     * What came in, to be compared with what was signed; holds nothing the sender did not send.
     *
     * @param scheme first line of the text to sign
     * @param method second line
     * @param path third line
     * @param timestamp fourth line
     * @param nonce fifth line
     * @param bodyDigest sixth line: digest of the body, base64
     * @param bodyBytes length of the body
     */
    record Received(String scheme, String method, String path, @Nullable String timestamp, @Nullable String nonce, String bodyDigest, int bodyBytes) {

        static Received of(SignedRequest request) {
            return new Received(request.scheme().label(), request.method(), request.path(), request.timestamp(), request.nonce(), request.bodyDigest(), request.body().length);
        }
    }

    /** Checks the signature and nothing else; stores nothing but the used nonce. 401 names the failed step, never the signature expected. */
    @Operation(summary = "签名自测", description = "只校验签名，不保存内容")
    @PostMapping(PATH)
    ResponseEntity<Object> selfTest(@Parameter(hidden = true) SignedRequest request) {
        SignatureCheck.Findings findings = check.examine(request);
        Refusal refusal = findings.refusal();
        if (refusal != null) {
            var problem = Problems.of(refusal, PATH);
            problem.setProperty("failedStep", Objects.requireNonNull(findings.failed()));
            problem.setProperty("verified", findings.passed());
            problem.setProperty("received", Received.of(request));
            problem.setProperty("clock", clock.instant());
            return ResponseEntity.status(refusal.kind().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
        }
        Sender sender = Objects.requireNonNull(findings.sender());
        return ResponseEntity.ok(new Report(sender.id(), sender.name(), findings.passed(), Received.of(request), clock.instant()));
    }
}
