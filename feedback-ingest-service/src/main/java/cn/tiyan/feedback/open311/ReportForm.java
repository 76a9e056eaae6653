package cn.tiyan.feedback.open311;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A report as a civic app sends it: form fields by the standard's names. Held against the standard and the service it is for. */
final class ReportForm {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}");
    private static final int TITLE = 40;
    private static final String API_KEY = "api_key";

    private final Map<String, List<String>> fields;
    private final List<FieldError> errors = new ArrayList<>();

    ReportForm(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * The order it is.
     *
     * @param id its number
     * @throws Refusal malformed, naming every field at fault
     */
    byte[] order(String id, CivicService service, Instant now) {
        String description = text("description", 4000);
        if (description == null) {
            errors.add(new FieldError("description", "请填写问题描述"));
        }
        String address = address();
        BigDecimal lat = coordinate("lat", 90);
        BigDecimal lon = coordinate("long", 180);
        if ((lat == null) != (lon == null)) {
            errors.add(new FieldError(lat == null ? "lat" : "long", "lat 和 long 应同时给出"));
        }
        if (lat == null && lon == null && address == null && errors.stream().noneMatch(error -> error.field().equals("lat") || error.field().equals("long"))) {
            errors.add(new FieldError("lat", "请给出 lat 和 long，或 address_string，或 address_id"));
        }
        String name = name();
        String phone = text("phone", 50);
        String email = text("email", 254);
        if (email != null && !EMAIL.matcher(email).matches()) {
            errors.add(new FieldError("email", "不是有效的电子邮箱地址"));
        }
        String media = text("media_url", 2000);
        if (media != null && !isWebAddress(media)) {
            errors.add(new FieldError("media_url", "应为 http 或 https 地址"));
        }
        text("device_id", 200);
        text("account_id", 200);
        service.asked().forEach(this::answer);
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors);
        }
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("orderNumber", id);
        order.put("version", 1);
        order.put("updatedAt", now.toString());
        order.put("calledAt", now.toString());
        order.put("title", title(service, Objects.requireNonNull(description)));
        order.put("content", description);
        order.put("questionTypeCode", service.code());
        order.put("questionTypeName", service.name());
        order.put("handlingMode", service.handlingMode());
        order.put("responsibleUnit", service.responsibleUnit());
        order.put("sourceChannel", "Open311");
        order.put("callerName", name);
        order.put("callerPhone", phone);
        order.put("address", address);
        order.put("x", lon);
        order.put("y", lat);
        order.values().removeIf(Objects::isNull);
        // As it was sent, whatever we make of it.
        Map<String, List<String>> sent = new TreeMap<>(fields);
        sent.remove(API_KEY);
        order.put("open311", sent);
        return JSON.writeValueAsBytes(order);
    }

    private static String title(CivicService service, String description) {
        String words = description.strip().replaceAll("\\s+", " ");
        int length = words.codePointCount(0, words.length());
        return service.name() + "：" + (length <= TITLE ? words : words.substring(0, words.offsetByCodePoints(0, TITLE)) + "…");
    }

    private @Nullable String address() {
        String address = text("address_string", 250);
        String id = text("address_id", 100);
        return address == null && id != null ? "地址编号 " + id : address;
    }

    /** As it is written here: family name first. */
    private @Nullable String name() {
        String last = text("last_name", 100);
        String first = text("first_name", 100);
        return last == null ? first : first == null ? last : last + (isLatin(last + first) ? " " : "") + first;
    }

    private static boolean isLatin(String name) {
        return name.codePoints().allMatch(point -> point < 0x250);
    }

    private @Nullable BigDecimal coordinate(String field, int most) {
        String value = text(field, 40);
        if (value == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(value);
            if (number.abs().compareTo(BigDecimal.valueOf(most)) <= 0 && number.scale() <= 30 && number.scale() >= -3) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        errors.add(new FieldError(field, "应为 -" + most + " 至 " + most + " 之间的十进制度数（WGS84）"));
        return null;
    }

    private void answer(CivicService.Attribute attribute) {
        String field = "attribute[" + attribute.code() + "]";
        List<String> answers = fields.containsKey(field) ? fields.get(field) : fields.getOrDefault(field + "[]", List.of());
        answers = answers.stream().filter(answer -> !answer.isBlank()).toList();
        if (answers.isEmpty()) {
            if (attribute.required()) {
                errors.add(new FieldError(field, "该服务要求填写：" + attribute.description()));
            }
            return;
        }
        if (answers.size() > 1 && attribute.datatype() != CivicService.Datatype.MULTIVALUELIST) {
            errors.add(new FieldError(field, "只能填写一个值"));
        }
        for (String answer : answers) {
            String wrong = wrong(attribute, answer);
            if (wrong != null) {
                errors.add(new FieldError(field, wrong));
            }
        }
    }

    private static @Nullable String wrong(CivicService.Attribute attribute, String answer) {
        if (attribute.datatype().isList()) {
            List<CivicService.Value> values = attribute.values() == null ? List.of() : attribute.values();
            return values.stream().anyMatch(value -> value.key().equals(answer)) ? null
                    : "取值应为以下之一：" + String.join("、", values.stream().map(CivicService.Value::key).toList());
        }
        return switch (attribute.datatype()) {
            case NUMBER -> answer.matches("-?\\d{1,15}(\\.\\d{1,9})?") ? null : "应为数字";
            case DATETIME -> isTime(answer) ? null : "应为带时区的 ISO-8601 时间";
            case TEXT -> answer.length() <= 4000 ? null : "长度不能超过 4000";
            default -> answer.length() <= 250 ? null : "长度不能超过 250";
        };
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = URI.create(text);
            return address.getHost() != null && ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A field that is there and says something. */
    private @Nullable String text(String field, int longest) {
        List<String> values = fields.getOrDefault(field, List.of());
        String value = values.isEmpty() ? "" : values.getFirst().strip();
        if (value.length() > longest) {
            errors.add(new FieldError(field, "长度不能超过 " + longest));
        }
        return value.isEmpty() ? null : value;
    }
}
