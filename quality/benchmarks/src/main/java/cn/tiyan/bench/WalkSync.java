package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/**
 * How long it takes a phone that comes back on line to hand in a whole session, through the gateway: 60 steps, five findings and 20
 * photos of 300 KB, as one request of photos and one of entries; one session after the other, from nothing stored of it to
 * everything answered. What takes part runs on this one machine.
 *
 * <p>It starts a platform of its own, on other ports, and removes it afterwards; with {@code --here} it uses the one that runs, and
 * leaves its sessions there.
 */
final class WalkSync {

    private static final double LIMIT_MILLIS = 2000;
    private static final int STEPS = 60;
    private static final int PHOTOS = 20;
    private static final int PHOTO_BYTES = 300_000;
    private static final int PORT_OFFSET = 6000;
    /** What the role's form asks for; the other steps are the walker's own. */
    private static final List<String> FORM = List.of("APPLY", "SUBMIT", "PROGRESS");
    private static final String WALKER = "shenyang.ganbu";
    private static final String PATH = "/api/v1/walkthroughs";
    private static final String JSON = "application/json";
    private static final String BOUNDARY = "tiyan-bench-5f0c6a";

    private final int sessions;
    private final int warmUp;
    private final boolean here;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    WalkSync(boolean quick, boolean here) {
        this.sessions = quick ? 10 : 50;
        this.warmUp = quick ? 3 : 15;
        this.here = here;
    }

    List<Metric> run() throws Exception {
        if (here) {
            return measure(System.getenv());
        }
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/walk-sync");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, Map.of("TIYAN_AOT", "off"))) {
            System.out.println("Starts a platform of its own in " + home);
            own.tiyan("up", "--fresh");
            return measure(own.environment());
        }
    }

    /** Milliseconds that one session took. */
    private record Taken(double photos, double entries) {

        double together() {
            return photos + entries;
        }
    }

    private List<Metric> measure(Map<String, String> environment) throws Exception {
        var platform = Platform.of(environment);
        byte[] photo = photo();
        System.out.printf("photos of %,d bytes; %d sessions to warm up%n", photo.length, warmUp);
        try (var phone = new Wire(platform.gateway())) {
            for (int i = 0; i < warmUp; i++) {
                session(platform, phone, photo);
            }
            Taken[] taken = new Taken[sessions];
            for (int i = 0; i < sessions; i++) {
                taken[i] = session(platform, phone, photo);
            }
            double[] together = Arrays.stream(taken).mapToDouble(Taken::together).sorted().toArray();
            double p95 = together[(int) Math.ceil(together.length * 0.95) - 1];
            return List.of(
                    Metric.of("a session of 60 steps and 20 photos, p95 of " + sessions, "ms", "limit", LIMIT_MILLIS, p95),
                    Metric.of("a session of 60 steps and 20 photos", "ms", "limit", LIMIT_MILLIS, together),
                    Metric.of("  of which its photos", "ms", null, null, Arrays.stream(taken).mapToDouble(Taken::photos).toArray()),
                    Metric.of("  of which its entries", "ms", null, null, Arrays.stream(taken).mapToDouble(Taken::entries).toArray()));
        }
    }

    private Taken session(Platform platform, Wire phone, byte[] template) throws Exception {
        Instant began = Instant.now().minusSeconds(2 * 3600);
        String token = platform.token(WALKER);
        var started = phone.send("POST", PATH + "/sessions", token, "Idempotency-Key: " + UUID.randomUUID(), JSON, """
                {"serviceItem":{"code":"210100HRSS%06d","name":"企业职工参保登记"},"role":"APPLICANT","channel":"COUNTER","clientStartedAt":"%s","announced":false}"""
                .formatted(random.nextInt(5000), began).getBytes(StandardCharsets.UTF_8));
        String location = String.valueOf(expected(started, 201).location());
        String id = location.substring(location.lastIndexOf('/') + 1);
        String[] digests = new String[PHOTOS];
        byte[] photos = upload(template, digests);
        byte[] entries = entries(began, digests);

        long start = System.nanoTime();
        expected(phone.send("POST", PATH + "/photos/" + id, token, null, "multipart/form-data; boundary=" + BOUNDARY, photos), 200);
        long handedIn = System.nanoTime();
        var synced = expected(phone.send("POST", PATH + "/" + id + "/sync", token, null, JSON, entries), 200);
        long end = System.nanoTime();
        // Proves that it was whole: with a step or a photo missing it could not be finished.
        expected(phone.send("POST", PATH + "/" + id + "/finish", token, "If-Match: " + synced.etag(), JSON, "{}".getBytes(StandardCharsets.UTF_8)), 200);
        return new Taken((handedIn - start) / 1e6, (end - handedIn) / 1e6);
    }

    private static Wire.Answer expected(Wire.Answer answer, int status) throws IOException {
        if (answer.status() != status) {
            throw new IOException(answer.status() + " " + answer.body());
        }
        return answer;
    }

    private byte[] entries(Instant began, String[] digests) {
        var json = new StringBuilder("{\"device\":\"phone-a\",\"deviceNow\":\"").append(Instant.now()).append("\",\"entries\":[");
        int sequence = 0;
        for (int step = 0; step < STEPS; step++) {
            Instant at = began.plusSeconds(100L * step);
            json.append(entry(++sequence, at, "STEP_STARTED", """
                    "stepStarted":{"step":"s%d","name":"第 %d 步 材料提交"%s}""".formatted(step, step, step < FORM.size() ? ",\"form\":\"" + FORM.get(step) + "\"" : ""))).append(',');
            json.append(entry(++sequence, at.plusSeconds(80), "STEP_ENDED", """
                    "stepEnded":{"step":"s%d","result":"PASSED","materials":["身份证","社保缴费证明"],"visits":1,"promisedMinutes":30,
                    "note":"窗口核对了材料，一次受理。","citizenWords":"系统里明明查得到，还要我再跑一趟打印。"}""".formatted(step))).append(',');
        }
        for (int photo = 0; photo < PHOTOS; photo++) {
            json.append(entry(++sequence, began.plusSeconds(90L * photo), "PHOTO", """
                    "photo":{"sha256":"%s","caption":"柜台"}""".formatted(digests[photo]))).append(',');
        }
        for (int finding = 0; finding < 5; finding++) {
            json.append(entry(++sequence, began.plusSeconds(60L * finding), "FINDING", """
                    "finding":{"kind":"PRACTICE","checkpoint":"QUALITY-12","title":"窗口在线核验参保信息","text":"窗口可在线核验，群众不必往返打印纸质证明。","photos":["%s"]}"""
                    .formatted(digests[finding]))).append(finding == 4 ? "" : ",");
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String entry(int sequence, Instant at, String kind, String body) {
        return "{\"id\":\"%s\",\"sequence\":%d,\"at\":\"%s\",\"kind\":\"%s\",%s}".formatted(UUID.randomUUID(), sequence, at, kind, body);
    }

    private byte[] upload(byte[] template, String[] digests) throws Exception {
        var body = new ByteArrayOutputStream(PHOTOS * (template.length + 256));
        for (int i = 0; i < PHOTOS; i++) {
            byte[] photo = template.clone();
            byte[] different = new byte[16];
            random.nextBytes(different);
            // Behind the end of the picture, where every reader stops: another photo each time, without drawing one.
            System.arraycopy(different, 0, photo, photo.length - different.length, different.length);
            digests[i] = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(photo));
            body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"" + i + ".jpg\"\r\nContent-Type: image/jpeg\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(photo);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** A JPEG of noise, as large as fits, filled up to the size of a photo. */
    private byte[] photo() throws IOException {
        for (int width = 1280; ; width -= 80) {
            var image = new BufferedImage(width, width * 3 / 4, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < image.getWidth(); x++) {
                for (int y = 0; y < image.getHeight(); y++) {
                    image.setRGB(x, y, random.nextInt(0x1000000));
                }
            }
            var out = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", out);
            if (out.size() <= PHOTO_BYTES - 16) {
                return Arrays.copyOf(out.toByteArray(), PHOTO_BYTES);
            }
        }
    }
}
