package cn.tiyan.platform.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;

/**
 * Encrypts personal data with AES-256-GCM before it reaches the database, and gives a blind index by which equal data can be
 * found without being read.
 */
public final class PersonalCipher {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec dataKey;
    private final SecretKeySpec indexKey;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param dataKey 32 bytes
     * @param indexKey 32 bytes, another key
     */
    public PersonalCipher(byte[] dataKey, byte[] indexKey) {
        if (dataKey.length != 32 || indexKey.length != 32) {
            throw new IllegalArgumentException("The keys for personal data must be 32 bytes each, in base64: see TIYAN_DATA_KEY and TIYAN_INDEX_KEY");
        }
        this.dataKey = new SecretKeySpec(dataKey, "AES");
        this.indexKey = new SecretKeySpec(indexKey, "HmacSHA256");
    }

    static PersonalCipher ofBase64(String dataKey, String indexKey) {
        return new PersonalCipher(Base64.getDecoder().decode(dataKey), Base64.getDecoder().decode(indexKey));
    }

    /** The same for equal data of one kind, and of no use without the key: for unique indexes and look-ups. */
    public String index(Personal data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(indexKey);
            String canonical = Normalizer.normalize(data.reveal(), Normalizer.Form.NFKC).strip().toUpperCase(java.util.Locale.ROOT);
            return HexFormat.of().formatHex(mac.doFinal((data.kind() + "\n" + canonical).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] seal(Personal data) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, data.kind()).doFinal(data.reveal().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Personal open(Personal.Kind kind, byte[] sealed) {
        try {
            byte[] nonce = java.util.Arrays.copyOf(sealed, NONCE);
            byte[] clear = cipher(Cipher.DECRYPT_MODE, nonce, kind).doFinal(sealed, NONCE, sealed.length - NONCE);
            return Personal.of(kind, new String(clear, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Personal data cannot be decrypted: was TIYAN_DATA_KEY changed?", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Personal.Kind kind) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, dataKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(kind.name().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** How it lies in the database. */
    @WritingConverter
    static final class Writing implements Converter<Personal, Document> {

        private final PersonalCipher cipher;

        Writing(PersonalCipher cipher) {
            this.cipher = cipher;
        }

        @Override
        public Document convert(Personal data) {
            return new Document("kind", data.kind().name()).append("sealed", new Binary(cipher.seal(data)));
        }
    }

    /** How it comes back. */
    @ReadingConverter
    static final class Reading implements Converter<Document, Personal> {

        private final PersonalCipher cipher;

        Reading(PersonalCipher cipher) {
            this.cipher = cipher;
        }

        @Override
        public Personal convert(Document document) {
            return cipher.open(Personal.Kind.valueOf(document.getString("kind")), document.get("sealed", Binary.class).getData());
        }
    }
}
