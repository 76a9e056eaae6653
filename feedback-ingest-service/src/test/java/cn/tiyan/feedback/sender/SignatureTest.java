package cn.tiyan.feedback.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:30:00Z");
    private static final byte[] KEY = new byte[32];
    private static final String NONCE = "0123456789abcdef";

    private final Set<String> used = new HashSet<>();
    private final SignatureCheck check = new SignatureCheck(senders(Base64.getEncoder().encodeToString(KEY)),
            (sender, nonce, until) -> used.add(sender + nonce), Clock.fixed(NOW, ZoneOffset.UTC));

    private static Senders senders(String key) {
        return new Senders(new SenderProperties(List.of(SenderFixture.entry("hotline-shenyang", "沈阳市12345热线", "210100", SourceKind.HOTLINE_12345, key))));
    }

    private static SignedRequest request(String sender, String timestamp, String nonce, String body) {
        var unsigned = new SignedRequest("POST", "/api/v1/ingest/hotline-orders", sender, timestamp, nonce, null, body.getBytes(StandardCharsets.UTF_8));
        return withSignature(unsigned, new Signature(KEY).of(unsigned));
    }

    private static SignedRequest withSignature(SignedRequest request, String signature) {
        return new SignedRequest(request.method(), request.path(), request.sender(), request.timestamp(), request.nonce(), signature, request.body());
    }

    private static SignedRequest aGoodRequest() {
        return request("hotline-shenyang", seconds(0), NONCE, "{}");
    }

    private static String seconds(long off) {
        return Long.toString(NOW.getEpochSecond() + off);
    }

    private void assertRefused(SignedRequest request, String problem) {
        assertThatThrownBy(() -> check.verify(request)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
            assertThat(refusal.name()).isEqualTo(problem);
        });
    }

    @Test
    void acceptsWhatItsSenderSigned() {
        assertThat(check.verify(aGoodRequest()).id()).isEqualTo("hotline-shenyang");
    }

    @Test
    void refusesEveryChangeOfWhatWasSigned() {
        SignedRequest good = aGoodRequest();
        String signature = good.signature();
        for (SignedRequest changed : List.of(
                new SignedRequest("PUT", good.path(), good.sender(), good.timestamp(), good.nonce(), signature, good.body()),
                new SignedRequest("POST", "/api/v1/ingest/ratings", good.sender(), good.timestamp(), good.nonce(), signature, good.body()),
                new SignedRequest("POST", good.path() + "?x=1", good.sender(), good.timestamp(), good.nonce(), signature, good.body()),
                new SignedRequest("POST", good.path(), good.sender(), seconds(1), good.nonce(), signature, good.body()),
                new SignedRequest("POST", good.path(), good.sender(), good.timestamp(), "fedcba9876543210", signature, good.body()),
                new SignedRequest("POST", good.path(), good.sender(), good.timestamp(), good.nonce(), signature, "{ }".getBytes(StandardCharsets.UTF_8)))) {
            assertRefused(changed, "signature-wrong");
        }
        assertThat(used).as("a stranger uses no nonce up").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmac-sha256=", "hmac-sha256=AAAA", "hmac-sha256=%%%", "sha256=AAAA", "nonsense"})
    void refusesSignaturesOfAnyOtherForm(String signature) {
        assertRefused(withSignature(aGoodRequest(), signature), "signature-wrong");
    }

    @Test
    void tellsAStrangerNothingAboutWhoIsKnown() {
        Refusal unknown = check.examine(request("nobody-at-all", seconds(0), NONCE, "{}")).refusal();
        Refusal wrong = check.examine(withSignature(aGoodRequest(), "hmac-sha256=AAAA")).refusal();
        assertThat(unknown).isNotNull();
        assertThat(wrong).isNotNull();
        assertThat(unknown.name()).isEqualTo(wrong.name()).isEqualTo("signature-wrong");
        assertThat(unknown).hasMessage(wrong.getMessage());
    }

    @Test
    void refusesMissingOrMalformedHeaders() {
        SignedRequest good = aGoodRequest();
        for (SignedRequest lacking : List.of(
                new SignedRequest("POST", good.path(), null, good.timestamp(), good.nonce(), good.signature(), good.body()),
                new SignedRequest("POST", good.path(), good.sender(), null, good.nonce(), good.signature(), good.body()),
                new SignedRequest("POST", good.path(), good.sender(), good.timestamp(), null, good.signature(), good.body()),
                new SignedRequest("POST", good.path(), good.sender(), good.timestamp(), good.nonce(), null, good.body()),
                request("hotline-shenyang", "yesterday", NONCE, "{}"),
                request("hotline-shenyang", seconds(0), "short", "{}"),
                request("hotline-shenyang", seconds(0), "x".repeat(65), "{}"),
                request("hotline-shenyang", seconds(0), "0123456789abcde\u00e9", "{}"),
                request("hotline-shenyang", seconds(0), "01234567 9abcdef0", "{}"))) {
            assertRefused(lacking, "signature-missing");
        }
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false"})
    void allowsClocksToDifferByFiveMinutes(long off, boolean allowed) {
        SignedRequest request = request("hotline-shenyang", seconds(off), NONCE, "{}");
        if (allowed) {
            assertThat(check.verify(request).unit()).isEqualTo("210100");
        } else {
            assertRefused(request, "timestamp-out-of-window");
            assertThat(used).isEmpty();
        }
    }

    @Test
    void takesARequestOnce() {
        check.verify(aGoodRequest());
        assertRefused(aGoodRequest(), "nonce-replayed");
        assertRefused(request("hotline-shenyang", seconds(5), NONCE, "{\"other\":1}"), "nonce-replayed");
    }

    @Test
    void namesTheStepThatFailed() {
        assertThat(check.examine(withSignature(aGoodRequest(), "hmac-sha256=AAAA")).failed()).isEqualTo(SignatureStep.SIGNATURE);
        assertThat(check.examine(aGoodRequest()).failed()).isNull();
        assertThat(check.examine(aGoodRequest()).failed()).isEqualTo(SignatureStep.NONCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64!"})
    void refusesToStartWithAWeakKeyWithoutQuotingIt(String key) {
        assertThatThrownBy(() -> senders(key)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hotline-shenyang").satisfies(e -> assertThat(key.isEmpty() || !e.getMessage().contains(key)).isTrue());
    }

    private static SenderProperties.Key key(String id, int fill, String notBefore, String notAfter) {
        return new SenderProperties.Key(id, base64(fill), notBefore == null ? null : Instant.parse(notBefore), notAfter == null ? null : Instant.parse(notAfter));
    }

    private static String base64(int fill) {
        return Base64.getEncoder().encodeToString(bytes(fill));
    }

    private static byte[] bytes(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return bytes;
    }

    private SignatureCheck rotating(SignatureScheme scheme) {
        var entry = new SenderProperties.Entry("hotline-shenyang", "沈阳市12345热线", "210100", Set.of(SourceKind.HOTLINE_12345), null,
                List.of(key("old", 1, null, "2026-11-23T01:30:00Z"), key("now", 2, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),
                        key("next", 3, "2026-11-23T01:30:00Z", null), key("later", 4, "2026-11-23T01:30:01Z", null)), scheme, null, null, null, null);
        return new SignatureCheck(new Senders(new SenderProperties(List.of(entry))), (sender, nonce, until) -> true, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static SignedRequest signed(int fill, String keyId, SignatureScheme scheme) {
        var unsigned = new SignedRequest("POST", "/x", "hotline-shenyang", seconds(0), NONCE, scheme.label() + "=", keyId, "{}".getBytes(StandardCharsets.UTF_8));
        return new SignedRequest("POST", "/x", "hotline-shenyang", seconds(0), NONCE, new Signature(bytes(fill)).of(unsigned), keyId, unsigned.body());
    }

    @ParameterizedTest
    @CsvSource({"1, , key-not-valid", "2, , none", "3, , none", "4, , key-not-valid", "5, , signature-wrong",
        "2, now, none", "2, next, signature-wrong", "2, nosuch, signature-wrong", "1, old, key-not-valid"})
    void takesTheKeysThatAreGoodNow(int fill, String keyId, String problem) {
        Refusal refusal = rotating(null).examine(signed(fill, keyId, SignatureScheme.HMAC_SHA256)).refusal();
        assertThat(refusal == null ? "none" : refusal.name()).isEqualTo(problem);
    }

    @Test
    void holdsASenderToItsScheme() {
        assertThat(rotating(null).examine(signed(2, null, SignatureScheme.HMAC_SM3)).refusal()).isNull();
        assertThat(rotating(SignatureScheme.HMAC_SM3).examine(signed(2, null, SignatureScheme.HMAC_SM3)).refusal()).isNull();
        var findings = rotating(SignatureScheme.HMAC_SM3).examine(signed(2, null, SignatureScheme.HMAC_SHA256));
        assertThat(findings.failed()).isEqualTo(SignatureStep.KEY);
    }

    @Test
    void signsTheSchemeTooSoThatNoneIsTakenForAnother() {
        SignedRequest chinese = signed(2, null, SignatureScheme.HMAC_SM3);
        var renamed = new SignedRequest("POST", "/x", "hotline-shenyang", seconds(0), NONCE, chinese.signature().replace("hmac-sm3", "hmac-sha256"), chinese.body());
        assertThat(rotating(null).examine(renamed).failed()).isEqualTo(SignatureStep.SIGNATURE);
    }

    /** The example "abc" of GB/T 32905-2016, appendix A. */
    @Test
    void digestsWithSm3AsTheStandardDoes() {
        assertThat(java.util.HexFormat.of().formatHex(SignatureScheme.HMAC_SM3.newDigest().digest("abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    @Test
    void refusesABodyYetToComeWithoutItsDigest() {
        for (String digest : List.of("", "short", "*".repeat(44))) {
            var request = new SignedRequest("POST", "/x", "hotline-shenyang", seconds(0), NONCE, "hmac-sha256=AAAA", null, digest, new byte[0]);
            assertRefused(request, "signature-missing");
        }
    }

    @Test
    void refusesToStartWithTwoKeysOfOneName() {
        var entry = new SenderProperties.Entry("a-sender", "甲", "210100", Set.of(SourceKind.HOTLINE_12345), null,
                List.of(key("k", 1, null, null), key("k", 2, null, null)), null, null, null, null, null);
        assertThatThrownBy(() -> new Senders(new SenderProperties(List.of(entry)))).isInstanceOf(IllegalStateException.class).hasMessageContaining("a-sender");
    }
}
