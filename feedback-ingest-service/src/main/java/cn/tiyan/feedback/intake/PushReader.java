package cn.tiyan.feedback.intake;

import cn.tiyan.feedback.profile.ProfileSettings;
import cn.tiyan.feedback.profile.Profiles;
import cn.tiyan.feedback.profile.Target;
import cn.tiyan.feedback.profile.Translated;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.settings.Live;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
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
    private static final char REPLACEMENT = '\uFFFD';
    private static final String ESCAPE = "\\u";
    private static final int MOST_NAMES = 200;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
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
    private final Map<PushKind, List<String>> times = new EnumMap<>(PushKind.class);
    private final Live<Profiles> profiles;

    /** For senders who all speak as the schemas do. */
    public PushReader() {
        this(() -> new Profiles(new ProfileSettings(List.of()), PushField::targets, List.of()));
    }

    /** Reads the schemas. */
    @Autowired
    PushReader(Live<Profiles> profiles) {
        this.profiles = profiles;
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (PushKind kind : PushKind.values()) {
            try (InputStream file = Objects.requireNonNull(PushReader.class.getResourceAsStream("/schemas/" + kind.schema() + ".json"))) {
                JsonNode schema = JSON.readTree(file);
                properties.put(kind, schema.path("properties"));
                times.put(kind, PushField.of(kind).stream().filter(field -> field.target() == Target.TIME).map(PushField::name).toList());
                schemas.put(kind, registry.getSchema(withoutMarks(schema)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The push in these bytes, in the words of the schema.
     *
     * @throws Refusal malformed, naming every field at fault; or a rule that a field breaks
     */
    public Push read(PushKind kind, byte[] body) {
        return push(kind, checked(null, kind, body));
    }

    /**
     * The push in these bytes, in the sender's words: its profile, as it is at this moment, translates them.
     *
     * @throws Refusal as {@link #read(PushKind, byte[])}; fields are named as the sender names them
     */
    public Push read(Sender sender, PushKind kind, byte[] body) {
        return push(kind, checked(sender.profile(), kind, body));
    }

    /**
     * As much of a push as is needed to keep it. It is checked as by {@link #read}, but nothing is masked, told apart or digested,
     * which costs more than the check and is done when it is folded.
     *
     * @param key the sender's own key of what it describes
     * @param matter what messages about it must be kept in order with
     * @param unit code of the unit it belongs to, where the message says
     * @param unitField the field that says so, as the sender names it
     */
    record Outline(String key, String matter, @Nullable String unit, String unitField) {
    }

    /** @throws Refusal as {@link #read} */
    Outline outline(Sender sender, PushKind kind, byte[] body) {
        Content read = checked(sender.profile(), kind, body);
        ObjectNode content = read.ours();
        String unitField = kind.unitField();
        return new Outline(key(kind, content), matter(kind, content), unitField == null ? null : content.get(unitField).stringValue(),
                unitField == null ? "" : read.inTheirWords(new FieldError(unitField, "")).field());
    }

    /**
     * What a push says, whether it would be taken or not: for whoever tries out a profile.
     *
     * @param facts as far as they could be read; free text masked
     * @param personal the same for personal data
     * @param onlyKept what nothing is made of: it is kept in what was sent
     * @param push null if it is refused
     * @param refusal why; null if it is not
     */
    public record Examined(Map<String, Object> facts, Map<String, Personal> personal, List<String> onlyKept, @Nullable Push push, @Nullable Refusal refusal) {
    }

    /** @throws Refusal malformed, if it is no JSON object, or holds what is no character */
    public Examined examine(Sender sender, PushKind kind, byte[] body) {
        Content read = content(sender.profile(), kind, body);
        Map<String, Object> facts = new TreeMap<>();
        Map<String, Personal> personal = new TreeMap<>();
        tellApart(kind, read.ours(), facts, personal);
        List<String> onlyKept = new ArrayList<>();
        leaves("", read.sent(), onlyKept);
        onlyKept.removeIf(path -> read.translated() == null ? properties.get(kind).has(path) : read.translated().used().contains(path));
        List<String> names = onlyKept.stream().map(Masking::text).limit(MOST_NAMES).toList();
        try {
            return new Examined(facts, personal, names, push(kind, check(kind, read)), null);
        } catch (Refusal refusal) {
            return new Examined(facts, personal, names, null, refusal);
        }
    }

    /** One field of a push: one of ours, or else one of the body as it was sent; null where it is not there. */
    public @Nullable String field(@Nullable Sender sender, PushKind kind, byte[] body, String field) {
        Content read = content(sender == null ? null : sender.profile(), kind, body);
        JsonNode value = read.ours().has(field) ? read.ours().get(field) : read.sent().get(field);
        return value == null ? null : value.isString() ? value.stringValue() : value.toString();
    }

    /**
     * A push as it was sent and as we say it.
     *
     * @param errors what could not be translated
     * @param translated null where the sender speaks as we do
     */
    private record Content(ObjectNode sent, ObjectNode ours, List<FieldError> errors, @Nullable Translated translated) {

        FieldError inTheirWords(FieldError error) {
            return translated == null ? error : translated.inTheirWords(error);
        }
    }

    private Content content(@Nullable String profile, PushKind kind, byte[] body) {
        String text = text(body);
        ObjectNode sent = object(text);
        List<FieldError> errors = new ArrayList<>();
        if (text.contains(ESCAPE)) {
            unstorable("", sent, errors);
        }
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors);
        }
        Translated translated = profiles.get().find(profile, kind.name()).map(mapping -> mapping.translate(sent)).orElse(null);
        if (translated == null) {
            return new Content(sent, sent, errors, null);
        }
        errors.addAll(translated.errors());
        return new Content(sent, translated.content(), errors, translated);
    }

    private Content checked(@Nullable String profile, PushKind kind, byte[] body) {
        return check(kind, content(profile, kind, body));
    }

    /** @throws Refusal unless it keeps to its schema */
    private Content check(PushKind kind, Content read) {
        ObjectNode content = read.ours();
        List<FieldError> errors = new ArrayList<>(read.errors());
        Set<String> named = errors.stream().map(FieldError::field).collect(Collectors.toSet());
        List<FieldError> beyond = beyondCounting(kind, content);
        if (!beyond.isEmpty()) {
            throw Refusal.malformed(beyond.stream().map(read::inTheirWords).toList());
        }
        for (Error error : schemas.get(kind).validate(content)) {
            FieldError found = read.inTheirWords(new FieldError(field(error), message(error)));
            if (read.translated() == null || !named.contains(found.field())) {
                errors.add(found);
            }
        }
        if (errors.isEmpty()) {
            impossibleTimes(kind, content, errors);
            errors.replaceAll(read::inTheirWords);
        }
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors.stream().distinct().toList());
        }
        if (kind == PushKind.RATING && content.get("satisfaction").intValue() < LOWEST_UNEXPLAINED && !content.path("defaultRating").asBoolean(false)
                && content.path("detailCodes").isEmpty() && content.path("text").asString("").isBlank()) {
            throw Refusal.rule("bad-rating-needs-reason", read.inTheirWords(new FieldError("text", "")).field(), "满意度低于 " + LOWEST_UNEXPLAINED + " 时，评价内容（text）和评价明细（detailCodes）至少填写一项");
        }
        return read;
    }

    /** Numbers of more than 64 bits: none of our fields counts so far, and no schema can be asked about them. */
    private List<FieldError> beyondCounting(PushKind kind, ObjectNode content) {
        List<FieldError> beyond = new ArrayList<>();
        for (var field : content.properties()) {
            JsonNode value = field.getValue();
            if ((value.isBigDecimal() || value.isBigInteger()) && properties.get(kind).has(field.getKey()) && value.decimalValue().abs().compareTo(MOST) > 0) {
                beyond.add(new FieldError(field.getKey(), "数字过大"));
            }
        }
        return beyond;
    }

    private static String matter(PushKind kind, ObjectNode content) {
        return content.get(kind.matterField()).stringValue();
    }

    private static String key(PushKind kind, ObjectNode content) {
        String matter = matter(kind, content);
        return kind == PushKind.RATING ? matter + "/" + content.get("ratingNumber").longValue() : matter;
    }

    private static void leaves(String path, JsonNode node, List<String> found) {
        for (var field : node.properties()) {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (field.getValue().isObject()) {
                leaves(name, field.getValue(), found);
            } else {
                found.add(name);
            }
        }
    }

    /**
     * The fields of a push that its schema knows, in our words, as far as they can be shown: personal data masked, free text and whatever is not of
     * the type it should be masked as text; the words of a secret order are left out. Empty where it cannot be read at all.
     */
    public Map<String, Object> masked(@Nullable Sender sender, PushKind kind, byte[] body) {
        Map<String, Object> shown = new TreeMap<>();
        JsonNode content;
        try {
            JsonNode sent = JSON.readTree(body);
            content = sender != null && sent instanceof ObjectNode object
                    ? profiles.get().find(sender.profile(), kind.name()).map(mapping -> mapping.translate(object).content()).orElse(object) : sent;
        } catch (JacksonException e) {
            return shown;
        }
        boolean secret = content.path("secret").asBoolean(false);
        for (var field : content.properties()) {
            JsonNode known = properties.get(kind).get(field.getKey());
            JsonNode value = field.getValue();
            if (known != null && !value.isNull() && !(secret && known.has(PushField.FREE_TEXT))) {
                String text = value.isString() ? value.stringValue() : value.toString();
                if (known.has(PushField.PERSONAL)) {
                    shown.put(field.getKey(), Personal.of(Personal.Kind.valueOf(known.get(PushField.PERSONAL).stringValue()), text));
                } else {
                    shown.put(field.getKey(), value.isNumber() || value.isBoolean() ? Objects.requireNonNull(Push.plain(value)) : Masking.text(text));
                }
            }
        }
        return shown;
    }

    /**
     * A push with some of its fields replaced, as RFC 7396 merges them: those that are null in the patch are taken out.
     *
     * @throws Refusal malformed, if the push is no JSON object
     */
    public static byte[] patched(byte[] body, ObjectNode patch) {
        ObjectNode content = object(text(body));
        merge(content, patch);
        return JSON.writeValueAsBytes(content);
    }

    private static void merge(ObjectNode into, ObjectNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                into.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode inner && into.get(field.getKey()) instanceof ObjectNode outer) {
                merge(outer, inner);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    /** The marks are for this class; to a validator they are unknown keywords. */
    private static JsonNode withoutMarks(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        copy.path("properties").forEach(property -> ((ObjectNode) property).remove(List.of(PushField.PERSONAL, PushField.FREE_TEXT, PushField.CHOICES)));
        return copy;
    }

    private Push push(PushKind kind, Content read) {
        ObjectNode content = read.ours();
        Map<String, Object> facts = new TreeMap<>();
        Map<String, Personal> personal = new TreeMap<>();
        tellApart(kind, content, facts, personal);
        var updatedAt = OffsetDateTime.parse(content.path(content.has("updatedAt") ? "updatedAt" : kind.timeField()).stringValue()).toInstant();
        Long version = content.has("version") ? content.get("version").longValue() : null;
        // Of what was sent, not of what a profile makes of it: a profile that changes does not make the same message a new one.
        String digest = HexFormat.of().formatHex(Ids.sha256(JSON.writeValueAsBytes(read.sent())));
        // The database keeps milliseconds; the order must be the same before and after it was stored.
        return new Push(kind, key(kind, content), new Position(version, updatedAt.truncatedTo(java.time.temporal.ChronoUnit.MILLIS), digest), facts, personal);
    }

    /** Personal data from facts; values of a wrong form, which only a dry run comes upon, are left out. */
    private void tellApart(PushKind kind, ObjectNode content, Map<String, Object> facts, Map<String, Personal> personal) {
        for (var field : content.properties()) {
            JsonNode known = properties.get(kind).get(field.getKey());
            JsonNode value = field.getValue();
            if (known == null) {
                continue;
            }
            if (known.has(PushField.PERSONAL)) {
                if (!value.asString("").isBlank()) {
                    personal.put(field.getKey(), Personal.of(Personal.Kind.valueOf(known.get(PushField.PERSONAL).stringValue()), value.asString()));
                }
            } else {
                Object plain = known.path(PushField.FREE_TEXT).asBoolean(false) ? Masking.text(value.asString("")) : Push.plain(value);
                if (plain != null) {
                    facts.put(field.getKey(), plain);
                }
            }
        }
    }

    /** A field that is null is taken as absent: many systems write out every column they have. */
    private static ObjectNode object(String text) {
        JsonNode content;
        try {
            content = JSON.readTree(text);
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

    /** What is no UTF-8 turns into a certain character; only where there is one must it be asked whether it was sent as such. */
    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            } catch (CharacterCodingException e) {
                throw Refusal.malformed(BODY, "不是 UTF-8 编码");
            }
        }
        return text;
    }

    /** Halves of surrogate pairs are no characters: a database would refuse or change them. In UTF-8 they can only be written as escapes. */
    private static void unstorable(String path, JsonNode node, List<FieldError> errors) {
        if (node.isString() && !isWhole(node.stringValue())) {
            errors.add(new FieldError(path, "含有无效字符"));
        }
        if (node.isObject()) {
            for (var field : node.properties()) {
                if (!isWhole(field.getKey())) {
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

    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The pattern in the schema lets the 31st of February pass. */
    private void impossibleTimes(PushKind kind, ObjectNode content, List<FieldError> errors) {
        for (String field : times.get(kind)) {
            JsonNode time = content.get(field);
            if (time != null) {
                try {
                    int year = OffsetDateTime.parse(time.stringValue()).getYear();
                    if (year < 1990 || year > 2200) {
                        errors.add(new FieldError(field, "年份不在合理范围内"));
                    }
                } catch (DateTimeException e) {
                    errors.add(new FieldError(field, "没有这个时间"));
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
