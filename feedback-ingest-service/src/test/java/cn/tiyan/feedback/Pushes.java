package cn.tiyan.feedback;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What senders say, for tests: complete and plausible unless a test changes a field. Names and numbers belong to nobody. */
public final class Pushes {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Pushes() {
    }

    /** A complaint about the social insurance counter in Shenyang. */
    public static Pushes anOrder(String number) {
        return new Pushes()
                .with("orderNumber", number).with("version", 1).with("updatedAt", "2026-11-23T09:05:00+08:00")
                .with("title", "社保参保登记被要求重复提交材料")
                .with("content", "我叫李某，电话13912345678，上周去窗口办参保登记，同一份材料交了两次还是没办成。")
                .with("handlingMode", "COMPLAINT").with("responsibleUnit", "210100-HRSS")
                .with("callerName", "李晓明").with("callerPhone", "13912345678").with("address", "沈阳市和平区南京北街100号")
                .with("itemCode", "112101000001234567001").with("itemName", "企业职工参保登记")
                .with("calledAt", "2026-11-23T08:55:00+08:00");
    }

    /** A service that was rendered in Shenyang. */
    public static Pushes aService(String project) {
        return new Pushes()
                .with("projectNumber", project).with("department", "210100-HRSS")
                .with("itemCode", "112101000001234567001").with("itemName", "企业职工参保登记")
                .with("userName", "赵一鸣").with("certificate", "21010219900101123X").with("mobile", "13800138000").with("userKind", 1)
                .with("servedAt", "2026-11-23T09:00:00+08:00");
    }

    /** A bad rating of it. */
    public static Pushes aBadRating(String project, int number) {
        return new Pushes()
                .with("projectNumber", project).with("ratingNumber", number).with("satisfaction", 1)
                .with("text", "跑了三趟，窗口说法每次都不一样").with("ratedAt", "2026-11-23T09:30:00+08:00");
    }

    /** Something a citizen could not get done in Shenyang. */
    public static Pushes aReport(String number) {
        return new Pushes()
                .with("reportNumber", number).with("version", 1).with("updatedAt", "2026-11-23T09:05:00+08:00")
                .with("reasonClass", "SEVERAL_DEPARTMENTS").with("text", "两个部门都说不归自己管，联系电话13912345678。")
                .with("reporterName", "李晓明").with("reporterPhone", "13912345678").with("unit", "210100-HRSS")
                .with("itemCode", "112101000001234567001").with("itemName", "企业职工参保登记")
                .with("window", "3号楼办不成事反映窗口").with("reportedAt", "2026-11-23T09:00:00+08:00");
    }

    /** With this field, or with another value of it. */
    public Pushes with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    public Pushes without(String field) {
        fields.remove(field);
        return this;
    }

    /** As a later snapshot: higher version, later time. */
    public Pushes version(int version) {
        return with("version", version).with("updatedAt", Instant.parse("2026-11-23T01:05:00Z").plusSeconds(60L * version).toString());
    }

    public String json() {
        return JSON.writeValueAsString(fields);
    }
}
