package cn.tiyan.feedback;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An order as the system of Dalian writes it: names of its own, numbers and flags as text, date and time apart, codes. */
public final class Dialect {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Object> data = new LinkedHashMap<>();

    private Dialect() {
    }

    /** A complaint about the social insurance counter. */
    public static Dialect anOrder(String number) {
        return new Dialect().with("GDBH", number).with("BBH", "3").with("GXRQ", "2026-11-23").with("GXSJ", "09:05:00").with("BT", "社保参保登记被要求重复提交材料")
                .with("SQNR", "同一份材料交了两次还是没办成，电话13912345678。").with("CLFS", "03").with("JJCD", "2").with("SFBM", "否").with("LDRXM", "李晓明")
                .with("LDRXB", "9").with("LDHM", "13912345678").with("SFQX", "中山区").with("SFJD", "人民路街道").with("SFDZ", "人民路1号")
                .with("ZB", Map.of("JD", "121.6434", "WD", "38.9214")).with("CBDWDM", "DL02").with("LBDW", "市市场监管局;市税务局").with("SXBM", "112102000001234567001")
                .with("SXMC", "企业职工参保登记").with("LDSJ", "2026-11-23 08:55:00").with("BLSX", "2026-11-30").with("TDCS", "0").with("SFYN", "1")
                .with("HF", Map.of("SFJJ", "Y", "HFSJ", 1795400000000L)).with("BLJG", "部分解决").with("ZDYX", "自定义项").with("BJSJ", "");
    }

    public Dialect with(String field, Object value) {
        data.put(field, value);
        return this;
    }

    public Dialect without(String field) {
        data.remove(field);
        return this;
    }

    public String json() {
        return JSON.writeValueAsString(Map.of("HEAD", Map.of("XTDM", "DL12345"), "DATA", data));
    }
}
