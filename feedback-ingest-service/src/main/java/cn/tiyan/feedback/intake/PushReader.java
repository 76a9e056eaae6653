package cn.tiyan.feedback.intake;

import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what was pushed and holds it against its schema. What passes can be stored: nothing that comes later refuses it for its
 * form.
 */
@Component
public class PushReader {

    private static final String BODY = "(body)";
    private static final String PERSONAL = "x-personal";
    private static final String FREE_TEXT = "x-free-text";
    private static final int LOWEST_UNEXPLAINED = 3;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(64).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private final Map<PushKind, Schema> schemas = new EnumMap<>(PushKind.class);
    private final Map<PushKind, JsonNode> properties = new EnumMap<>(PushKind.class);

    /** Reads the schemas. */
    public PushReader() {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (PushKind kind : PushKind.values()) {
            try (InputStream file = Objects.requireNonNull(PushReader.class.getResourceAsStream("/schemas/" + kind.schema() + ".json"))) {
                JsonNode schema = JSON.readTree(file);
                properties.put(kind, schema.path("properties"));
                schemas.put(kind, registry.getSchema(withoutMarks(schema)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The push in these bytes.
     *
     * @throws Refusal malformed, naming every field at fault; or a rule that a field breaks
     */
    public Push read(PushKind kind, byte[] body) {
        return push(kind, content(kind, body));
    }

    /**
     * As much of a push as is needed to keep it. It is checked as by {@link #read}, but nothing is masked, told apart or digested,
     * which costs more than the check and is done when it is folded.
     *
     * @param key the sender's own key of what it describes
     * @param matter what messages about it must be kept in order with
     * @param unit code of the unit it belongs to, where the message says
     */
    record Outline(String key, String matter, @Nullable String unit) {
    }

    /** @throws Refusal as {@link #read} */
    Outline outline(PushKind kind, byte[] body) {
        ObjectNode content = content(kind, body);
        String unitField = kind.unitField();
        return new Outline(key(kind, content), matter(kind, content), unitField == null ? null : content.get(unitField).stringValue());
    }

    private ObjectNode content(PushKind kind, byte[] body) {
        ObjectNode content = object(body);
        List<FieldError> errors = new ArrayList<>();
        unstorable("", content, errors);
        for (Error error : schemas.get(kind).validate(content)) {
            errors.add(new FieldError(field(error), message(error)));
        }
        if (errors.isEmpty()) {
            impossibleTimes(kind, content, errors);
        }
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors.stream().distinct().toList());
        }
        if (kind == PushKind.RATING && content.get("satisfaction").intValue() < LOWEST_UNEXPLAINED && !content.path("defaultRating").asBoolean(false)
                && content.path("detailCodes").isEmpty() && content.path("text").asString("").isBlank()) {
            throw Refusal.rule("bad-rating-needs-reason", "text", "满意度低于 " + LOWEST_UNEXPLAINED + " 时，评价内容（text）和评价明细（detailCodes）至少填写一项");
        }
        return content;
    }

    private static String matter(PushKind kind, ObjectNode content) {
        return content.get(kind.matterField()).stringValue();
    }

    private static String key(PushKind kind, ObjectNode content) {
        String matter = matter(kind, content);
        return kind == PushKind.RATING ? matter + "/" + content.get("ratingNumber").longValue() : matter;
    }

    /** One top-level field of a push as it was sent, known to the schema or not; null where it is not there. */
    public static @Nullable String rawField(byte[] body, String field) {
        JsonNode value = JSON.readTree(body).get(field);
        return value == null ? null : value.isString() ? value.stringValue() : value.toString();
    }

    /**
     * The fields of a push that its schema knows, as far as they can be shown: personal data masked, free text and whatever is not of
     * the type it should be masked as text; the words of a secret order are left out. Empty where it cannot be read at all.
     */
    public Map<String, Object> masked(PushKind kind, byte[] body) {
        Map<String, Object> shown = new TreeMap<>();
        JsonNode content;
        try {
            content = JSON.readTree(body);
        } catch (JacksonException e) {
            return shown;
        }
        boolean secret = content.path("secret").asBoolean(false);
        for (var field : content.properties()) {
            JsonNode known = properties.get(kind).get(field.getKey());
            JsonNode value = field.getValue();
            if (known != null && !value.isNull() && !(secret && known.has(FREE_TEXT))) {
                String text = value.isString() ? value.stringValue() : value.toString();
                if (known.has(PERSONAL)) {
                    shown.put(field.getKey(), Personal.of(Personal.Kind.valueOf(known.get(PERSONAL).stringValue()), text));
                } else {
                    shown.put(field.getKey(), value.isNumber() || value.isBoolean() ? Objects.requireNonNull(Push.plain(value)) : Masking.text(text));
                }
            }
        }
        return shown;
    }

    /**
     * A push with some of its top-level fields replaced, as RFC 7396 merges them: those that are null in the patch are taken out.
     *
     * @throws Refusal malformed, if the push is no JSON object
     */
    public static byte[] patched(byte[] body, ObjectNode patch) {
        ObjectNode content = object(body);
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                content.remove(field.getKey());
            } else {
                content.set(field.getKey(), field.getValue());
            }
        });
        return JSON.writeValueAsBytes(content);
    }

    /** The marks are for this class; to a validator they are unknown keywords. */
    private static JsonNode withoutMarks(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        copy.path("properties").forEach(property -> ((ObjectNode) property).remove(List.of(PERSONAL, FREE_TEXT)));
        return copy;
    }

    private Push push(PushKind kind, ObjectNode content) {
        Map<String, Object> facts = new TreeMap<>();
        Map<String, Personal> personal = new TreeMap<>();
        for (var field : content.properties()) {
            JsonNode known = properties.get(kind).get(field.getKey());
            if (known != null && known.has(PERSONAL)) {
                if (!field.getValue().asString("").isBlank()) {
                    personal.put(field.getKey(), Personal.of(Personal.Kind.valueOf(known.get(PERSONAL).stringValue()), field.getValue().asString()));
                }
            } else if (known != null) {
                boolean freeText = known.path(FREE_TEXT).asBoolean(false);
                facts.put(field.getKey(), freeText ? Masking.text(field.getValue().stringValue()) : Objects.requireNonNull(Push.plain(field.getValue())));
            }
        }
        var updatedAt = OffsetDateTime.parse(content.path(content.has("updatedAt") ? "updatedAt" : kind.timeField()).stringValue()).toInstant();
        Long version = content.has("version") ? content.get("version").longValue() : null;
        String digest = HexFormat.of().formatHex(Ids.sha256(JSON.writeValueAsBytes(content)));
        // The database keeps milliseconds; the order must be the same before and after it was stored.
        return new Push(kind, key(kind, content), new Position(version, updatedAt.truncatedTo(java.time.temporal.ChronoUnit.MILLIS), digest), facts, personal);
    }

    /** A field that is null is taken as absent: many systems write out every column they have. */
    private static ObjectNode object(byte[] body) {
        JsonNode content;
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            content = JSON.readTree(text);
        } catch (CharacterCodingException e) {
            throw Refusal.malformed(BODY, "不是 UTF-8 编码");
        } catch (JacksonException e) {
            throw Refusal.malformed(BODY, e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate")
                    ? "同一字段出现了两次" : "不是有效的 JSON");
        }
        if (!(content instanceof ObjectNode object)) {
            throw Refusal.malformed(BODY, "应为一个 JSON 对象");
        }
        object.removeIf(JsonNode::isNull);
        return object;
    }

    /** Halves of surrogate pairs are no characters: a database would refuse or change them. */
    private static void unstorable(String path, JsonNode node, List<FieldError> errors) {
        if (node.isString() && !StandardCharsets.UTF_8.newEncoder().canEncode(node.stringValue())) {
            errors.add(new FieldError(path, "含有无效字符"));
        }
        if (node.isObject()) {
            for (var field : node.properties()) {
                if (!StandardCharsets.UTF_8.newEncoder().canEncode(field.getKey())) {
                    errors.add(new FieldError(path.isEmpty() ? BODY : path, "字段名含有无效字符"));
                } else {
                    unstorable(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), errors);
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                unstorable(path + "[" + i + "]", node.get(i), errors);
            }
        }
    }

    /** The pattern in the schema lets the 31st of February pass. */
    private void impossibleTimes(PushKind kind, ObjectNode content, List<FieldError> errors) {
        for (var field : properties.get(kind).properties()) {
            if ("date-time".equals(field.getValue().path("format").asString("")) && content.has(field.getKey())) {
                try {
                    int year = OffsetDateTime.parse(content.get(field.getKey()).stringValue()).getYear();
                    if (year < 1990 || year > 2200) {
                        errors.add(new FieldError(field.getKey(), "年份不在合理范围内"));
                    }
                } catch (DateTimeException e) {
                    errors.add(new FieldError(field.getKey(), "没有这个时间"));
                }
            }
        }
    }

    private static String field(Error error) {
        String path = error.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "").replaceFirst("^/", "")
                .replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
        if ("required".equals(error.getKeyword()) && error.getProperty() != null) {
            return path.isEmpty() ? error.getProperty() : path + "." + error.getProperty();
        }
        return path.isEmpty() ? BODY : path;
    }

    private static String message(Error error) {
        JsonNode wanted = error.getSchemaNode();
        String keyword = error.getKeyword();
        JsonNode limit = wanted == null ? null : wanted.isObject() && wanted.has(keyword) ? wanted.get(keyword) : wanted;
        String value = limit == null ? "" : limit.asString("");
        return switch (keyword) {
            case "required" -> "缺少必填字段";
            case "type" -> "类型应为" + switch (value) {
                case "string" -> "文本";
                case "integer" -> "整数";
                case "number" -> "数字";
                case "boolean" -> "true 或 false";
                case "array" -> "数组";
                default -> "对象";
            };
            case "enum" -> "取值应为以下之一：" + (limit == null ? "" : limit.valueStream().map(JsonNode::asString).collect(Collectors.joining("、")));
            case "pattern" -> value.startsWith("^\\d{4}-") ? "应为带时区的 ISO-8601 时间，例如 2026-11-23T09:05:00+08:00" : "格式不符合要求：" + value;
            case "minLength" -> "不能为空";
            case "maxLength" -> "长度不能超过 " + value;
            case "minimum" -> "不能小于 " + value;
            case "maximum" -> "不能大于 " + value;
            case "maxItems" -> "不能超过 " + value + " 项";
            default -> "取值不符合要求";
        };
    }
}
