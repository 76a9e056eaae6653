package cn.tiyan.feedback.profile;

import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where one of our fields comes from, ready to be asked.
 *
 * @param ours our name
 * @param target what ours holds
 * @param paths theirs, from the top of the body
 * @param join what stands between joined values
 * @param times how they write times
 * @param values their codes and ours
 * @param otherwise ours for a code not listed
 * @param whenAbsent ours where they say nothing
 * @param constant ours, whatever they say
 * @param separator between the values of a list written as one text
 */
record FieldMapping(String ours, Target target, List<String> paths, String join, Times times, Map<String, String> values, @Nullable String otherwise,
        @Nullable String whenAbsent, @Nullable String constant, String separator) {

    private static final String CODE = "=";

    static FieldMapping of(ProfileSettings.Field field, String inside, ZoneId zone, Map<String, Target> targets) {
        Target target = targets.get(field.ours());
        require(target != null, field, "is no field of ours");
        require(field.constant() != null ^ !field.theirs().isEmpty(), field, "needs either theirs or a constant");
        require(field.times().isEmpty() || target == Target.TIME, field, "is no time");
        List<String> paths = field.theirs().stream()
                .map(path -> path.startsWith("/") ? path.substring(1) : inside.isEmpty() ? path : inside + "." + path).toList();
        require(paths.stream().noneMatch(path -> path.isBlank() || path.startsWith(".") || path.endsWith(".") || path.contains("..")), field, "has an empty path");
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : field.values()) {
            int at = line.lastIndexOf(CODE);
            require(at > 0, field, "has a value that is not of the form theirs = ours: " + line);
            require(values.put(line.substring(0, at).strip(), line.substring(at + 1).strip()) == null, field, "has a code twice: " + line);
        }
        for (String given : new String[] {field.otherwise(), field.whenAbsent(), field.constant()}) {
            require(given == null || target.read(given) != null, field, "cannot be " + given);
        }
        for (String given : values.values()) {
            require(target.read(given) != null, field, "cannot be " + given);
        }
        return new FieldMapping(field.ours(), target, paths, field.join(), new Times(field.times(), zone), values, field.otherwise(), field.whenAbsent(),
                field.constant(), field.separator());
    }

    private static void require(boolean condition, ProfileSettings.Field field, String message) {
        if (!condition) {
            throw new IllegalArgumentException(field.ours() + " " + message);
        }
    }

    /** What is at a path of dotted names; missing where it leads nowhere. */
    static JsonNode at(JsonNode from, String path) {
        JsonNode found = from;
        for (String name : path.split("\\.")) {
            found = found.path(name);
        }
        return found;
    }

    /** The value of our field; null where there is none, or where it cannot be told, which adds an error. */
    @Nullable JsonNode translate(ObjectNode sent, List<FieldError> errors, Set<String> used) {
        if (constant != null) {
            return whole(constant);
        }
        List<JsonNode> found = new ArrayList<>();
        for (String path : paths) {
            JsonNode value = at(sent, path);
            if (!value.isMissingNode() && !value.isNull() && !(value.isString() && value.stringValue().isBlank())) {
                found.add(value);
                used.add(path);
            }
        }
        if (found.isEmpty()) {
            return whenAbsent == null ? null : whole(whenAbsent);
        }
        try {
            if (target == Target.LIST) {
                return list(found);
            }
            if (target == Target.TIME && found.size() < paths.size()) {
                throw new Untranslatable("这几项须同时填写");
            }
            return one(String.join(join, found.stream().map(FieldMapping::text).toList()));
        } catch (Untranslatable e) {
            errors.add(new FieldError(String.join("+", paths), "对应 " + ours + "：" + e.getMessage()));
            return null;
        }
    }

    private @Nullable JsonNode whole(String given) {
        return target == Target.LIST ? JsonNodeFactory.instance.arrayNode().add(given) : target.read(given);
    }

    private JsonNode list(List<JsonNode> found) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode value : found) {
            if (value.isArray()) {
                value.forEach(each -> list.add(one(text(each))));
            } else {
                for (String each : text(value).split(Pattern.quote(separator))) {
                    if (!each.isBlank()) {
                        list.add(one(each.strip()));
                    }
                }
            }
        }
        return list;
    }

    private JsonNode one(String text) {
        String given = text;
        if (!values.isEmpty()) {
            given = values.getOrDefault(text.strip(), otherwise);
            if (given == null) {
                throw new Untranslatable("对照方案中没有这个代码，可用的有：" + String.join("、", values.keySet()));
            }
        } else if (target == Target.TIME) {
            given = times.read(text.strip());
        }
        JsonNode read = target.read(target == Target.TEXT ? given : given.strip());
        if (read == null) {
            throw new Untranslatable("应为" + target.chinese());
        }
        return read;
    }

    private static String text(JsonNode value) {
        if (value.isContainer()) {
            throw new Untranslatable("应为单个值，不能是对象或数组");
        }
        return value.isString() ? value.stringValue() : value.asString();
    }
}
