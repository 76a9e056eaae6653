package cn.tiyan.feedback.intake;

import cn.tiyan.feedback.profile.Target;
import cn.tiyan.platform.privacy.Personal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A field that a schema knows.
 *
 * @param name ours
 * @param title its Chinese name, unlike any other of its schema
 * @param description what it is, in Chinese first
 * @param target what it holds
 * @param required whether every push has it
 * @param choices the values it may have, each with its Chinese name; empty where it may have any
 * @param personal which kind of personal data it is; null for none
 * @param freeText whether it is somebody's words, which may hold personal data
 */
public record PushField(String name, String title, String description, Target target, boolean required, Map<String, String> choices, Personal.@Nullable Kind personal, boolean freeText) {

    static final String PERSONAL = "x-personal";
    static final String FREE_TEXT = "x-free-text";
    static final String CHOICES = "x-choices";
    private static final Map<PushKind, List<PushField>> ALL = new EnumMap<>(PushKind.class);

    static {
        for (PushKind kind : PushKind.values()) {
            try (InputStream file = Objects.requireNonNull(PushField.class.getResourceAsStream("/schemas/" + kind.schema() + ".json"))) {
                JsonNode schema = JsonMapper.shared().readTree(file);
                List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
                List<PushField> fields = new ArrayList<>();
                for (var property : schema.path("properties").properties()) {
                    fields.add(of(property.getKey(), property.getValue(), required.contains(property.getKey())));
                }
                ALL.put(kind, List.copyOf(fields));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The fields of a kind of push, in the order of its schema. */
    public static List<PushField> of(PushKind kind) {
        return ALL.get(kind);
    }

    /** What each field of a kind of push holds. */
    public static Map<String, Target> targets(String kind) {
        return of(PushKind.valueOf(kind)).stream().collect(Collectors.toMap(PushField::name, PushField::target));
    }

    private static PushField of(String name, JsonNode property, boolean required) {
        Target target = switch (property.path("type").asString("")) {
            case "integer" -> Target.INTEGER;
            case "number" -> Target.NUMBER;
            case "boolean" -> Target.FLAG;
            case "array" -> Target.LIST;
            default -> property.has("format") ? Target.TIME : Target.TEXT;
        };
        Personal.Kind personal = property.has(PERSONAL) ? Personal.Kind.valueOf(property.get(PERSONAL).stringValue()) : null;
        Map<String, String> choices = new LinkedHashMap<>();
        for (int i = 0; i < property.path("enum").size(); i++) {
            String code = property.path("enum").get(i).asString();
            choices.put(code, property.path(CHOICES).path(i).asString(code));
        }
        return new PushField(name, property.path("title").asString(name), property.path("description").asString(""), target, required, choices, personal, property.path(FREE_TEXT).asBoolean(false));
    }
}
