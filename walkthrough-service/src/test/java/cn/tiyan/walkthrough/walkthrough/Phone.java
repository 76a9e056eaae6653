package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A walker's phone: what it sends of a session, in words of the domain. */
public final class Phone {

    public static final String PATH = "/api/v1/walkthroughs";
    public static final Instant STARTED = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Http http;
    private final String device;
    private long sequence;

    public Phone(Http http, String device) {
        this.http = http.as(Persona.SHENYANG_WALKER);
        this.device = device;
    }

    /** The start of a session that is accepted, to be changed at will. */
    public static ObjectNode aStart(String role) {
        ObjectNode start = json("""
                {"serviceItem": {"code": "112101000001234567001", "name": "企业职工参保登记"}, "role": "%s", "channel": "COUNTER",
                 "clientStartedAt": "%s", "announced": false}""".formatted(role, STARTED));
        if (role.equals("COMPANION")) {
            start.put("citizenGroup", "CITIZEN").put("area", "LIVELIHOOD");
        }
        if (role.equals("CASE_OFFICER")) {
            start.set("cross", json("{\"kind\": \"CROSS_PROVINCE\", \"farName\": \"长春市人社局\"}"));
        }
        return start;
    }

    /** Starts a session under an id of the phone's own, and says what the server calls it. */
    public String start(ObjectNode start) {
        Answer answer = http.with("Idempotency-Key", UUID.randomUUID().toString()).post(PATH + "/sessions", start);
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer.at("/id");
    }

    public ObjectNode began(int minute, String step) {
        ObjectNode entry = entry(minute, "STEP_STARTED");
        entry.set("stepStarted", json("{\"step\": \"%s\", \"name\": \"步骤 %s\"}".formatted(step, step)));
        return entry;
    }

    /** A step beyond which the walk did not come: the role's form asks for nothing that would have come after. */
    public ObjectNode ended(int minute, String step) {
        ObjectNode entry = entry(minute, "STEP_ENDED");
        entry.set("stepEnded", json("{\"step\": \"%s\", \"result\": \"BLOCKED\", \"materials\": [\"身份证\"], \"visits\": 1, \"promisedMinutes\": 30, \"citizenWords\": \"挺快\"}"
                .formatted(step)));
        return entry;
    }

    /** A step of the role's form that was passed, and what was said at its end. */
    public ObjectNode[] passed(int minute, String code, String said) {
        ObjectNode began = began(minute, code);
        began.withObject("/stepStarted").put("form", code);
        ObjectNode ended = entry(minute + 1, "STEP_ENDED");
        ObjectNode end = json("{\"step\": \"%s\", \"result\": \"PASSED\"}".formatted(code));
        end.setAll(json(said));
        ended.set("stepEnded", end);
        return new ObjectNode[] {began, ended};
    }

    public ObjectNode found(int minute, String kind, String... photos) {
        ObjectNode entry = entry(minute, "FINDING");
        ObjectNode finding = json("{\"kind\": \"%s\", \"checkpoint\": \"QUALITY-12\", \"title\": \"窗口仍要求提交纸质证明\", \"text\": \"可在线核验，窗口仍要求纸质证明。\"}".formatted(kind));
        if (!kind.equals("PRACTICE")) {
            finding.put("severity", "MEDIUM");
        }
        var list = finding.putArray("photos");
        List.of(photos).forEach(list::add);
        entry.set("finding", finding);
        return entry;
    }

    public ObjectNode noted(int minute, String text) {
        return entry(minute, "NOTE").put("note", text);
    }

    public ObjectNode shot(int minute, String sha256, @Nullable String caption) {
        ObjectNode entry = entry(minute, "PHOTO");
        ObjectNode photo = json("{\"sha256\": \"%s\"}".formatted(sha256));
        if (caption != null) {
            photo.put("caption", caption);
        }
        entry.set("photo", photo);
        return entry;
    }

    private ObjectNode entry(int minute, String kind) {
        return json("{}").put("id", UUID.randomUUID().toString()).put("sequence", ++sequence).put("at", STARTED.plusSeconds(60L * minute).toString()).put("kind", kind);
    }

    public ObjectNode batch(ObjectNode... entries) {
        ObjectNode batch = json("{}").put("device", device).put("deviceNow", Instant.now().toString());
        var list = batch.putArray("entries");
        List.of(entries).forEach(list::add);
        return batch;
    }

    public Answer sync(String session, ObjectNode... entries) {
        return http.post(PATH + "/" + session + "/sync", batch(entries));
    }

    public Answer finish(String session, long version) {
        return http.at(version).post(PATH + "/" + session + "/finish", "{}");
    }

    public Answer upload(String session, byte[]... photos) {
        return upload(http, session, photos);
    }

    public static Answer upload(Http http, String session, byte[]... photos) {
        var body = new ByteArrayOutputStream();
        for (byte[] photo : photos) {
            body.writeBytes("--b\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"x.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            body.writeBytes(photo);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return http.post(PATH + "/photos/" + session, body.toByteArray(), "multipart/form-data; boundary=b");
    }

    /** A photo of noise, never the same twice. */
    public static byte[] aPhoto(String format) {
        var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var random = new Random();
        for (int x = 0; x < 320; x++) {
            for (int y = 0; y < 240; y++) {
                image.setRGB(x, y, random.nextInt(0xFFFFFF));
            }
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }
}
