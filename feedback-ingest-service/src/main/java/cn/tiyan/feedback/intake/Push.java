package cn.tiyan.feedback.intake;

import cn.tiyan.platform.privacy.Personal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A push that keeps to its schema.
 *
 * @param kind what it is
 * @param key the sender's own key of what it describes: order number, project number, or project number/rating number
 * @param position where it stands among the snapshots of the same key
 * @param facts the fields the schema knows, but for personal data; free text masked
 * @param personal the fields the schema knows as personal data
 */
public record Push(PushKind kind, String key, Position position, Map<String, Object> facts, Map<String, Personal> personal) {

    /** What messages about it must be kept in order with: the order, or the service with all its ratings. */
    public String matter() {
        return String.valueOf(facts.get(kind.matterField()));
    }

    /** Code of the unit it belongs to, where the message says. */
    public Optional<String> unit() {
        return Optional.ofNullable(kind.unitField()).map(facts::get).map(String::valueOf);
    }

    /** When the citizen spoke. */
    public Instant occurredAt() {
        return kind.occurredFields().stream().map(facts::get).filter(java.util.Objects::nonNull)
                .map(time -> OffsetDateTime.parse(String.valueOf(time)).toInstant()).findFirst().orElseThrow();
    }

    /** A text field, free text masked. */
    public @Nullable String text(String field) {
        return facts.get(field) instanceof String text ? text : null;
    }

    /** Whether a flag is there and set. */
    public boolean flag(String field) {
        return Boolean.TRUE.equals(facts.get(field));
    }

    /** A whole number. */
    public @Nullable Integer number(String field) {
        return facts.get(field) instanceof Number number ? number.intValue() : null;
    }

    /** A list of texts; empty where it is absent. */
    public List<String> texts(String field) {
        return facts.get(field) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    static @Nullable Object plain(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(Push::plain).toList();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return value.isString() ? value.stringValue() : null;
    }
}
