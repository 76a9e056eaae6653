package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Takes one issue after another through its whole life, from registration to closing: ten commands by five people of Shenyang,
 * each with the ETag of the answer before. Not for use by several threads.
 */
final class Clerk implements AutoCloseable {

    /** The commands of a life, in their order. */
    enum Command {
        REGISTER("shenyang.ganbu", "", """
                {"unit":"210100-HRSS","kind":"PROBLEM","severity":"MEDIUM","dimension":"QUALITY",
                 "serviceItem":{"code":"210100HRSS%06d","name":"企业职工参保登记"},"title":"窗口仍要求提交纸质社保缴费证明",
                 "text":"系统可在线核验参保信息，窗口仍要求申请人往返打印纸质证明。","occurredAt":"%s"}"""),
        TRIAGE("shenyang.ban", "/triage", """
                {"difficulty":"MEDIUM","dimension":"QUALITY","stage":"ACCEPTANCE","cause":"DATA_SHARING","note":"情况属实，应予整改。"}"""),
        DISPATCH("shenyang.ban", "/dispatch", """
                {"handlingUnit":"210100-HRSS"}"""),
        ACCEPT("shenyang.renshe", "/acceptance", "{}"),
        PLAN("shenyang.renshe", "/plan", """
                {"measures":"窗口统一改为在线核验，取消纸质证明；修订一次性告知单。"}"""),
        EVIDENCE("shenyang.renshe", "/evidence", ""),
        SUBMIT("shenyang.renshe", "/submission", """
                {"done":"已取消纸质证明，窗口在线核验；已电话告知申请人。"}"""),
        VERIFY("shenyang.hecha", "/verification", """
                {"opinion":"现场抽查 10 件，均已在线核验。"}"""),
        RATE("shenyang.ganbu", "/rating", """
                {"solved":true,"satisfaction":5,"text":"再走一遍，一次办成。"}"""),
        CLOSE("shenyang.ban", "/closure", "{}");

        private final String account;
        private final String path;
        private final String body;

        Command(String account, String path, String body) {
            this.account = account;
            this.path = path;
            this.body = body;
        }

        /** Whose command it is. */
        String account() {
            return account;
        }
    }

    private static final String ISSUES = "/api/v1/issues";
    private static final String JSON = "application/json";
    private static final String BOUNDARY = "tiyan-bench-5f0c6a";
    private static final int PHOTO_SIDE = 40;
    /** So many service items have issues: if all were about one, each would be weighed against all the others as a common problem. */
    private static final int ITEMS = 5000;

    private final Platform platform;
    private final Wire wire;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    Clerk(Platform platform) {
        this.platform = platform;
        this.wire = new Wire(platform.gateway());
    }

    /** Hears of every command that was done. */
    interface Listener {

        void done(Command command, long nanos);
    }

    /**
     * One life.
     *
     * @param afterEach is told the issue's id when a command is done, outside of what is timed
     */
    void life(Listener listener, BiConsumer<Command, String> afterEach) throws IOException {
        String issue = "";
        String etag = "";
        for (Command command : Command.values()) {
            long began = System.nanoTime();
            Wire.Answer answer = switch (command) {
                case REGISTER -> send(command, ISSUES, "Idempotency-Key: " + UUID.randomUUID(), JSON,
                        command.body.formatted(random.nextInt(ITEMS), Instant.now()).getBytes(StandardCharsets.UTF_8));
                case EVIDENCE -> send(command, ISSUES + "/" + issue + command.path, null, "multipart/form-data; boundary=" + BOUNDARY, upload(photo()));
                default -> send(command, ISSUES + "/" + issue + command.path, "If-Match: " + etag, JSON, command.body.getBytes(StandardCharsets.UTF_8));
            };
            listener.done(command, System.nanoTime() - began);
            if (command == Command.REGISTER && answer.location() != null) {
                issue = answer.location().substring(answer.location().lastIndexOf('/') + 1);
            }
            etag = String.valueOf(answer.etag());
            afterEach.accept(command, issue);
        }
    }

    private Wire.Answer send(Command command, String path, @Nullable String header, String type, byte[] body) throws IOException {
        var answer = wire.send("POST", path, platform.token(command.account), header, type, body);
        if (answer.status() / 100 != 2) {
            throw new IOException(command + " → " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    private static byte[] upload(byte[] photo) {
        var body = new ByteArrayOutputStream(photo.length + 256);
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"window.png\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(photo);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** A small PNG of noise, never the same twice: the same picture on two issues would be remarked upon. */
    private byte[] photo() {
        byte[] pixels = new byte[PHOTO_SIDE * (1 + 3 * PHOTO_SIDE)];
        random.nextBytes(pixels);
        for (int row = 0; row < PHOTO_SIDE; row++) {
            pixels[row * (1 + 3 * PHOTO_SIDE)] = 0;
        }
        var deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(pixels);
        deflater.finish();
        byte[] packed = new byte[pixels.length + 256];
        int length = deflater.deflate(packed);
        deflater.end();
        var png = new ByteArrayOutputStream(length + 64);
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(png, "IHDR", new byte[] {0, 0, 0, PHOTO_SIDE, 0, 0, 0, PHOTO_SIDE, 8, 2, 0, 0, 0}, 13);
        chunk(png, "IDAT", packed, length);
        chunk(png, "IEND", new byte[0], 0);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data, int length) {
        var crc = new CRC32();
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        crc.update(name);
        crc.update(data, 0, length);
        number(png, length);
        png.writeBytes(name);
        png.write(data, 0, length);
        number(png, (int) crc.getValue());
    }

    private static void number(ByteArrayOutputStream png, int number) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            png.write(number >>> shift);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
