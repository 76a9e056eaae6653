package cn.tiyan.issue.evidence;

import cn.tiyan.platform.id.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * What identifies a content, hexadecimal.
 *
 * @param sha256 known to every tool
 * @param sm3 what national rules ask for, GB/T 32905
 */
record Digests(String sha256, String sm3) {

    private static final int PIECE = 64 * 1024;

    /** Both in one pass. */
    static Digests of(InputStream content) throws IOException {
        MessageDigest sha256 = Sha256.begun();
        var sm3 = new SM3Digest();
        var piece = new byte[PIECE];
        for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
            sha256.update(piece, 0, read);
            sm3.update(piece, 0, read);
        }
        var last = new byte[sm3.getDigestSize()];
        sm3.doFinal(last, 0);
        return new Digests(HexFormat.of().formatHex(sha256.digest()), HexFormat.of().formatHex(last));
    }

    /** Copies a content and tells its SHA-256. */
    static String copy(InputStream content, OutputStream to) throws IOException {
        MessageDigest sha256 = Sha256.begun();
        var piece = new byte[PIECE];
        for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
            sha256.update(piece, 0, read);
            to.write(piece, 0, read);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
