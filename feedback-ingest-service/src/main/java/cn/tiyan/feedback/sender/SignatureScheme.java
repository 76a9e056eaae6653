package cn.tiyan.feedback.sender;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** How a request is signed. Both halves are of one family: who must use SM3 need not have SHA-256, and the other way round. */
public enum SignatureScheme {
    /** HMAC (RFC 2104) with SHA-256; bodies are digested with SHA-256. */
    HMAC_SHA256("hmac-sha256", "HmacSHA256", "SHA-256"),
    /** HMAC with SM3 (GB/T 32905); bodies are digested with SM3. */
    HMAC_SM3("hmac-sm3", "HmacSM3", "SM3");

    private final String label;
    private final String mac;
    private final String digest;

    SignatureScheme(String label, String mac, String digest) {
        this.label = label;
        this.mac = mac;
        this.digest = digest;
    }

    /** Its name, in the header {@code Tiyan-Signature} and in the text that is signed. */
    public String label() {
        return label;
    }

    /** The scheme a header names before its equals sign. */
    static Optional<SignatureScheme> of(@Nullable String header) {
        return Arrays.stream(values()).filter(scheme -> header != null && header.startsWith(scheme.label + "=")).findFirst();
    }

    /** A digest to be fed with a body. */
    public MessageDigest newDigest() {
        try {
            return this == HMAC_SM3 ? MessageDigest.getInstance(digest, Chinese.PROVIDER) : MessageDigest.getInstance(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The HMAC of a text. */
    public byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac hmac = this == HMAC_SM3 ? Mac.getInstance(mac, Chinese.PROVIDER) : Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(key, mac));
            return hmac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK has no SM3. Made on first use, and not for everybody: registered, it might be chosen for what the JDK does faster. */
    private static final class Chinese {

        static final Provider PROVIDER = new BouncyCastleProvider();
    }
}
