package cn.tiyan.feedback.intake;

import cn.tiyan.feedback.sender.PushLimits;
import cn.tiyan.platform.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The body of a batch, unpacked and put aside until all of it is there: nothing of it may be believed before. The first megabyte
 * stays in memory, the rest goes to a file that has no name any more and is encrypted with a key that nobody keeps: whatever
 * happens to this process, nothing of it can be found afterwards.
 */
final class Spool implements AutoCloseable {

    private static final int IN_MEMORY = 1024 * 1024;
    private static final int PART = 16 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ByteArrayOutputStream start = new ByteArrayOutputStream(PART);
    private final String digest;
    private @Nullable FileChannel file;
    private byte @Nullable [] key;

    /**
     * Reads the body to its end.
     *
     * @param packed whether it is packed with gzip
     * @param digesting takes the digest of the body as it is sent
     * @throws Refusal too large, or malformed; or unavailable, if there is no room for it
     */
    Spool(InputStream body, boolean packed, MessageDigest digesting, PushLimits limits) {
        var counted = new Counted(new DigestInputStream(body, digesting), limits.batch().toBytes());
        try {
            if (packed) {
                unpack(counted, limits);
            } else {
                store(counted, counted, limits);
            }
        } catch (IOException e) {
            close();
            throw Refusal.unavailable("spool-unavailable", "暂时无法接收成批的推送，请稍后重新签名并重试");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        this.digest = Base64.getEncoder().encodeToString(digesting.digest());
    }

    private void unpack(Counted body, PushLimits limits) throws IOException {
        try {
            store(new GZIPInputStream(body, PART), body, limits);
        } catch (ZipException | EOFException e) {
            // Neither comes from writing to a file.
            throw Refusal.malformed("(body)", "不是完整的 gzip 内容");
        }
        // Whatever follows is part of what was signed, though nothing is made of it.
        body.transferTo(OutputStream.nullOutputStream());
    }

    private void store(InputStream from, Counted body, PushLimits limits) throws IOException {
        byte[] part = new byte[PART];
        long length = 0;
        OutputStream rest = null;
        for (int read = from.read(part); read >= 0; read = from.read(part)) {
            length += read;
            if (length > limits.unpacked().toBytes() || length > IN_MEMORY && length / limits.ratio() > body.count) {
                throw Refusal.tooLarge("解压后的内容过大：最多 " + limits.unpacked().toMegabytes() + " MB，且不超过压缩前的 " + limits.ratio() + " 倍");
            }
            if (rest == null && length > IN_MEMORY) {
                rest = file();
            }
            (rest == null ? start : rest).write(part, 0, read);
        }
        if (rest != null) {
            rest.close();
        }
    }

    private OutputStream file() throws IOException {
        Path path = Files.createTempFile("tiyan-batch", null);
        file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.delete(path);
        key = new byte[32];
        RANDOM.nextBytes(key);
        return new CipherOutputStream(Channels.newOutputStream(new StaysOpen(file)), cipher(Cipher.ENCRYPT_MODE));
    }

    /** The digest of the body as it was sent, in base64. */
    String digest() {
        return digest;
    }

    /** The unpacked body from its beginning, as often as wanted, but one reader at a time. */
    InputStream open() throws IOException {
        var first = new ByteArrayInputStream(start.toByteArray());
        if (file == null) {
            return first;
        }
        file.position(0);
        return new SequenceInputStream(first, new CipherInputStream(Channels.newInputStream(new StaysOpen(file)), cipher(Cipher.DECRYPT_MODE)));
    }

    /** The key is used for one text only, so where the counter starts is no matter. */
    private Cipher cipher(int mode) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, new SecretKeySpec(Objects.requireNonNull(key), "AES"), new IvParameterSpec(new byte[16]));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever is done with reading or writing it is not done with it. */
    private record StaysOpen(FileChannel file) implements ByteChannel {

        @Override
        public int read(ByteBuffer to) throws IOException {
            return file.read(to);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return file.write(from);
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() {
            // Closed with the spool.
        }
    }

    /** Counts what is sent, and stops where it is too much. */
    private static final class Counted extends FilterInputStream {

        private final long most;
        private long count;

        Counted(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            try {
                int read = super.read(bytes, from, length);
                count(Math.max(read, 0));
                return read;
            } catch (IOException e) {
                throw Refusal.malformed("(body)", "内容不完整：在传输中断开");
            }
        }

        private void count(int read) {
            count += read;
            if (count > most) {
                throw Refusal.tooLarge("一批推送的内容不能超过 " + most / 1024 + " KB");
            }
        }
    }
}
