package cn.tiyan.feedback.sender;

import cn.tiyan.platform.refusal.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out whether a request comes from whom it says, unchanged, now and for the first time. */
@Component
public class SignatureCheck {

    /** How far a sender's clock may be off, either way. */
    public static final Duration WINDOW = Duration.ofSeconds(300);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9+/]{43}=");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{16,64}");

    private final Senders senders;
    private final Nonces nonces;
    private final Clock clock;
    /** Unknown senders are checked too, against a key nobody has: the answer takes as long and reads the same. */
    private final Signature nobody;

    SignatureCheck(Senders senders, Nonces nonces, Clock clock) {
        this.senders = senders;
        this.nonces = nonces;
        this.clock = clock;
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        this.nobody = new Signature(key);
    }

    /**
     * The sender of a request that passes every step.
     *
     * @throws Refusal unauthenticated, named after the first {@link SignatureStep} that fails
     */
    public Sender verify(SignedRequest request) {
        Findings findings = examine(request);
        if (findings.refusal() != null) {
            throw findings.refusal();
        }
        return findings.sender();
    }

    /**
     * What the check found.
     *
     * @param passed the steps that were passed, in order
     * @param sender whose request it is; null if refused
     * @param refusal why it is refused; null if it is not
     */
    public record Findings(List<SignatureStep> passed, @Nullable Sender sender, @Nullable Refusal refusal) {

        /** The step that failed, if any. */
        public @Nullable SignatureStep failed() {
            return refusal == null ? null : SignatureStep.values()[passed.size()];
        }
    }

    /**
     * The sender of a request that was written to a log: judged by the time the log took it, so that it is found the same however
     * often and whenever it is read. It uses no nonce up: a log is read again by design, and a request repeated changes nothing.
     *
     * @param loggedAt by the log's own clock
     * @throws Refusal unauthenticated, named after the first {@link SignatureStep} that fails
     */
    public Sender verifyLogged(SignedRequest request, Instant loggedAt) {
        Findings findings = examine(request, loggedAt, false);
        if (findings.refusal() != null) {
            throw findings.refusal();
        }
        return findings.sender();
    }

    /** Goes through the steps up to the first that fails. A request that passes has used up its nonce. */
    public Findings examine(SignedRequest request) {
        return examine(request, clock.instant(), true);
    }

    private Findings examine(SignedRequest request, Instant now, boolean once) {
        List<SignatureStep> passed = new ArrayList<>();
        String malformed = malformedHeader(request);
        if (malformed != null) {
            return refused(passed, "缺少请求头 " + malformed + "，或其格式不符合要求");
        }
        passed.add(SignatureStep.HEADERS);

        String id = String.valueOf(request.sender());
        Sender sender = senders.find(id).orElse(null);
        List<Signature> keys = sender == null ? List.of(nobody) : senders.signaturesOf(id);
        Signature key = keys.stream().filter(each -> each.isNamed(request.key()) && each.isOn(request)).findFirst().orElse(null);
        if (key == null || sender == null) {
            return refused(passed, "签名与请求不符，请核对推送方编号、密钥和待签名文本");
        }
        passed.add(SignatureStep.SIGNATURE);

        if (!key.isGoodAt(now)) {
            return refused(passed, "该密钥尚未启用或已停用，请改用有效的密钥");
        }
        if (!senders.maySign(id, request.scheme())) {
            return refused(passed, "该推送方不能使用 " + request.scheme().label() + " 签名");
        }
        passed.add(SignatureStep.KEY);

        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(String.valueOf(request.timestamp())));
        if (Duration.between(signedAt, now).abs().compareTo(WINDOW) > 0) {
            return refused(passed, "签名时间与平台时间相差超过 " + WINDOW.toSeconds() + " 秒，请校准时钟");
        }
        passed.add(SignatureStep.TIMESTAMP);

        if (once && !nonces.use(sender.id(), String.valueOf(request.nonce()), signedAt.plus(WINDOW))) {
            return refused(passed, "该请求已经收到过，请用新的随机串重新签名");
        }
        passed.add(SignatureStep.NONCE);
        return new Findings(List.copyOf(passed), sender, null);
    }

    private static Findings refused(List<SignatureStep> passed, String message) {
        return new Findings(List.copyOf(passed), null, Refusal.unauthenticated(SignatureStep.values()[passed.size()].problem(), message));
    }

    private static @Nullable String malformedHeader(SignedRequest request) {
        if (request.sender() == null || request.sender().isBlank()) {
            return SignedRequest.SENDER;
        }
        if (request.timestamp() == null || !SECONDS.matcher(request.timestamp()).matches()) {
            return SignedRequest.TIMESTAMP;
        }
        if (request.nonce() == null || !VISIBLE.matcher(request.nonce()).matches()) {
            return SignedRequest.NONCE;
        }
        if (request.signature() == null || request.signature().isBlank()) {
            return SignedRequest.SIGNATURE;
        }
        return DIGEST.matcher(request.bodyDigest()).matches() ? null : SignedRequest.DIGEST;
    }
}
