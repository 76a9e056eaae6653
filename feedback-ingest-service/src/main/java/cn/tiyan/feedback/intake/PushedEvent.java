package cn.tiyan.feedback.intake;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A push that comes as a CloudEvent 1.0. What is kept is its data, byte for byte; the event around it only has to fit: its id and
 * source are the sender's own affair, since what a push is about is told by its own key.
 */
public final class PushedEvent {

    private static final String BODY = "(body)";
    private static final String DATA = "data";
    private static final String BASE64 = "data_base64";
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(40).maxNumberLength(64).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PushedEvent() {
    }

    /**
     * The data of an event in structured mode.
     *
     * @throws Refusal malformed, naming the attribute at fault
     */
    public static byte[] structured(PushKind kind, byte[] event) {
        Map<String, String> attributes = new TreeMap<>();
        byte[] data = null;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), event)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw Refusal.malformed(BODY, "应为一个 CloudEvents 1.0 的 JSON 对象");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals(DATA)) {
                    data = slice(json, event);
                } else if (name.equals(BASE64)) {
                    data = decoded(value == JsonToken.VALUE_STRING ? json.getString() : "");
                } else if (value.isStructStart()) {
                    throw Refusal.malformed(name, "CloudEvents 的属性应为文本、整数或布尔值");
                } else if (value != JsonToken.VALUE_NULL) {
                    attributes.put(name, json.getString());
                }
            }
            if (json.nextToken() != null) {
                throw Refusal.malformed(BODY, "不是有效的 JSON");
            }
        } catch (JacksonException e) {
            throw Refusal.malformed(BODY, "不是有效的 JSON");
        }
        requireFitting(kind, "", attributes);
        if (data == null) {
            throw Refusal.malformed(DATA, "缺少必填字段");
        }
        return data;
    }

    /**
     * Finds out whether the headers of an event in binary mode fit; its data is the body.
     *
     * @param attributes the headers that begin with {@code ce-}, without that, in lower case
     * @throws Refusal malformed, naming the header at fault
     */
    public static void requireFitting(PushKind kind, Map<String, String> attributes) {
        requireFitting(kind, "ce-", attributes);
    }

    private static void requireFitting(PushKind kind, String prefix, Map<String, String> attributes) {
        List<FieldError> errors = new ArrayList<>();
        for (String required : List.of("specversion", "id", "source", "type")) {
            if (attributes.getOrDefault(required, "").isBlank()) {
                errors.add(new FieldError(prefix + required, "缺少必填属性"));
            }
        }
        if (errors.isEmpty()) {
            wrong("specversion", "1.0".equals(attributes.get("specversion")), "应为 1.0", prefix, errors);
            wrong("type", kind.eventType().equals(attributes.get("type")), "这个地址只接受类型 " + kind.eventType(), prefix, errors);
            String content = attributes.getOrDefault("datacontenttype", "application/json");
            wrong("datacontenttype", content.startsWith("application/json") || content.split(";")[0].endsWith("+json"), "内容应为 JSON", prefix, errors);
        }
        if (errors.isEmpty()) {
            attributes.forEach((name, value) -> wrong(name, isWellFormed(name, value), "不符合 CloudEvents 1.0 的要求", prefix, errors));
        }
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors);
        }
    }

    private static void wrong(String name, boolean right, String message, String prefix, List<FieldError> errors) {
        if (!right) {
            errors.add(new FieldError(prefix + name, message));
        }
    }

    /** What the specification asks of each attribute, extensions among them. */
    private static boolean isWellFormed(String name, String value) {
        var event = CloudEventBuilder.v1().withId("1").withType("t").withSource(URI.create("s"));
        try {
            switch (name) {
                case "specversion", "id", "type", "datacontenttype", "subject" -> { /* any text */ }
                case "source" -> event.withSource(URI.create(value));
                case "dataschema" -> event.withDataSchema(URI.create(value));
                case "time" -> event.withTime(OffsetDateTime.parse(value));
                default -> event.withExtension(name, value);
            }
            return true;
        } catch (IllegalArgumentException | DateTimeException | CloudEventRWException e) {
            return false;
        }
    }

    /** The bytes of the value the parser stands at. */
    private static byte @Nullable [] slice(JsonParser json, byte[] event) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        long from = json.currentTokenLocation().getByteOffset();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.malformed(DATA, "应为一个 JSON 对象");
        }
        json.skipChildren();
        if (from < 0) {
            // Another encoding than UTF-8, which the parser would understand.
            throw Refusal.malformed(BODY, "不是 UTF-8 编码");
        }
        return Arrays.copyOfRange(event, (int) from, (int) json.currentLocation().getByteOffset());
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed(BASE64, "不是有效的 base64");
        }
    }
}
