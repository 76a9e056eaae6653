package cn.tiyan.platform.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
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
    private static final int NONCES_AT_ONCE = 64;
    private static final int MOST_IDLE = 16;

    private final SecretKeySpec dataKey;
    private final Mac indexing;
    private final SecureRandom random = new SecureRandom();
    private final byte[] nonces = new byte[NONCE * NONCES_AT_ONCE];
    private int drawn = nonces.length;
    /** Finding a cipher costs more than sealing a message with one. */
    private final Queue<Cipher> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    /**
     * @param dataKey 32 bytes
     * @param indexKey 32 bytes, another key
     */
    public PersonalCipher(byte[] dataKey, byte[] indexKey) {
        if (dataKey.length != 32 || indexKey.length != 32) {
            throw new IllegalArgumentException("The keys for personal data must be 32 bytes each, in base64: see TIYAN_DATA_KEY and TIYAN_INDEX_KEY");
        }
        this.dataKey = new SecretKeySpec(dataKey, "AES");
        try {
            this.indexing = Mac.getInstance("HmacSHA256");
            indexing.init(new SecretKeySpec(indexKey, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PersonalCipher ofBase64(String dataKey, String indexKey) {
        return new PersonalCipher(Base64.getDecoder().decode(dataKey), Base64.getDecoder().decode(indexKey));
    }

    /** The same for equal data of one kind, and of no use without the key: for unique indexes and look-ups. */
    public String index(Personal data) {
        return mark(data.kind().name(), Normalizer.normalize(data.reveal(), Normalizer.Form.NFKC).strip().toUpperCase(java.util.Locale.ROOT));
    }

    /** A mark, 64 hexadecimal digits, by which this platform tells what it issued for a purpose from what somebody made up. */
    public String mark(String purpose, String text) {
        try {
            Mac mac = (Mac) indexing.clone();
            return HexFormat.of().formatHex(mac.doFinal((purpose + "\n" + text).getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] seal(Personal data) {
        return seal(data.kind().name(), data.reveal().getBytes(StandardCharsets.UTF_8));
    }

    Personal open(Personal.Kind kind, byte[] sealed) {
        return Personal.of(kind, new String(open(kind.name(), sealed), StandardCharsets.UTF_8));
    }

    /**
     * Encrypts bytes that hold personal data somewhere within, such as a whole message.
     *
     * @param context what they belong to, such as the id of the record; they can be opened for that only
     */
    public byte[] seal(String context, byte[] clear) {
        byte[] nonce = nonce();
        try {
            byte[] sealed = Arrays.copyOf(nonce, NONCE + clear.length + TAG_BITS / 8);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
            cipher.doFinal(clear, 0, clear.length, sealed, NONCE);
            idle.offer(cipher);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What {@link #seal(String, byte[])} sealed for the same context.
     *
     * @throws IllegalStateException if it was sealed with another key or for another context, or changed since
     */
    public byte[] open(String context, byte[] sealed) {
        if (sealed.length < NONCE + TAG_BITS / 8) {
            throw new IllegalStateException("Not sealed data: too short");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), context);
            byte[] clear = cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
            idle.offer(cipher);
            return clear;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Personal data cannot be decrypted: was TIYAN_DATA_KEY changed?", e);
        }
    }

    /** Twelve random bytes; the system is asked for many at a time, which costs it little more than to be asked for one. */
    private synchronized byte[] nonce() {
        if (drawn == nonces.length) {
            random.nextBytes(nonces);
            drawn = 0;
        }
        drawn += NONCE;
        return Arrays.copyOfRange(nonces, drawn - NONCE, drawn);
    }

    /** To be put back among the idle ones once it has done its work without fault. */
    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher waiting = idle.poll();
        Cipher cipher = waiting == null ? Cipher.getInstance("AES/GCM/NoPadding") : waiting;
        cipher.init(mode, dataKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
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
