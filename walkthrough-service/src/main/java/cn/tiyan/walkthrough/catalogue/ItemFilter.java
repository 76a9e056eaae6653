package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.text.Words;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Which items a list shows; null lets all pass, and what is said must all hold.
 *
 * @param q words that must all occur in the name, or a whole item code
 * @param code item code
 * @param unit provided by this unit or one below it
 * @param status ACTIVE where absent
 */
public record ItemFilter(
        @Size(max = 100, message = "最多 100 字") @Nullable String q,
        @Pattern(regexp = CODE, message = NO_CODE) @Nullable String code,
        @Pattern(regexp = UNIT, message = NO_UNIT) @Nullable String unit,
        @Nullable ItemKind kind,
        @Nullable ItemTheme theme,
        @Nullable Boolean crossProvince,
        @Nullable Boolean fullyOnline,
        @Nullable Boolean oneThing,
        @Nullable ItemStatus status) {

    /** An item code: 31 characters, 33 for how one place implements it, or what a place uses instead. */
    public static final String CODE = "[0-9A-Za-z._-]{1,64}";
    /** What is wrong with any other. */
    public static final String NO_CODE = "应为 1 至 64 位数字、字母、点或横线";
    /** A unit code. */
    public static final String UNIT = "\\d{6}(-[A-Z0-9]{1,16})?";
    /** What is wrong with any other. */
    public static final String NO_UNIT = "应为单位编码，例如 210100-HRSS";

    /**
     * What this demands.
     *
     * @param area the unit whose subtree is looked at
     * @throws Refusal malformed, where nothing could ever pass
     */
    Criteria within(String area) {
        Criteria criteria = Criteria.where("within").is(area).and("status").is(status == null ? ItemStatus.ACTIVE : status);
        String wanted = code;
        if (q != null && wanted == null && q.strip().matches("(?=.*\\d)" + CODE)) {
            wanted = q.strip();
        } else if (q != null) {
            List<List<String>> sought = Words.sought(q);
            if (sought.isEmpty()) {
                throw Refusal.malformed("q", "请输入要查找的词语或事项编码");
            }
            criteria.andOperator(sought.stream().map(any -> Criteria.where("words").in(any)).toList());
        }
        equal(criteria, "code", wanted);
        equal(criteria, "content.kind", kind);
        equal(criteria, "content.theme", theme);
        equal(criteria, "content.crossProvince", crossProvince);
        equal(criteria, "content.fullyOnline", fullyOnline);
        equal(criteria, "content.oneThing", oneThing);
        return criteria;
    }

    private static void equal(Criteria criteria, String field, @Nullable Object value) {
        if (value != null) {
            criteria.and(field).is(value);
        }
    }
}
