package cn.tiyan.feedback.profile;

import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Translates one kind of message of one system. What it makes depends on the message alone. */
public final class Mapping {

    private final String inside;
    private final boolean keepOthers;
    private final List<FieldMapping> fields;
    private final Map<String, String> theirs = new LinkedHashMap<>();

    Mapping(ProfileSettings.Message message, ZoneId zone, Map<String, Target> targets) {
        this.inside = message.inside();
        this.keepOthers = message.keepOthers();
        this.fields = message.fields().stream().map(field -> FieldMapping.of(field, inside, zone, targets)).toList();
        Set<String> ours = new HashSet<>();
        for (FieldMapping field : fields) {
            if (!ours.add(field.ours())) {
                throw new IllegalArgumentException(message.kind() + ": " + field.ours() + " is given twice");
            }
            if (!field.paths().isEmpty()) {
                theirs.put(field.ours(), String.join("+", field.paths()));
            }
        }
    }

    /** @param sent the whole body */
    public Translated translate(ObjectNode sent) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        JsonNode record = inside.isEmpty() ? sent : FieldMapping.at(sent, inside);
        if (!record.isObject()) {
            errors.add(new FieldError(inside, "缺少这一层，或它不是一个对象"));
            return new Translated(content, errors, theirs, used);
        }
        for (FieldMapping field : fields) {
            JsonNode value = field.translate(sent, errors, used);
            if (value != null) {
                content.set(field.ours(), value);
            }
        }
        if (keepOthers) {
            for (var other : record.properties()) {
                String path = inside.isEmpty() ? other.getKey() : inside + "." + other.getKey();
                if (!used.contains(path) && !other.getValue().isNull() && !content.has(other.getKey())) {
                    content.set(other.getKey(), other.getValue());
                    used.add(path);
                }
            }
        }
        return new Translated(content, errors, theirs, used);
    }
}
