package cn.tiyan.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/** The key that signs all tokens: made once, then kept, so that what was issued before a restart is valid after it. */
final class SigningKey {

    private static final String FILE = "signing-key.jwk";
    private static final int BITS = 2048;

    private SigningKey() {
    }

    /**
     * @throws UncheckedIOException when the folder cannot be used
     * @throws IllegalStateException when the file in it is not such a key
     */
    static RSAKey keptIn(Path folder) {
        var file = folder.resolve(FILE);
        try {
            return Files.exists(file) ? RSAKey.parse(Files.readString(file)) : create(folder, file);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("Not a signing key: " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("The signing key cannot be kept in " + folder, e);
        }
    }

    private static RSAKey create(Path folder, Path file) throws IOException, JOSEException {
        var key = new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).keyIDFromThumbprint(true).generate();
        Files.createDirectories(folder);
        // Private from its first byte on, and moved into place whole: a kill in between leaves no half key behind.
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var unfinished = Files.createTempFile(folder, FILE, ".new", ownerOnly);
        Files.writeString(unfinished, key.toJSONString());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }
}
