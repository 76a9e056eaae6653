package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.contracts.vocabulary.Channel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The columns of a table of items that is handed in, in the order of the template. */
enum ImportColumn {
    CODE("code", "事项编码", true, List.of(), "112101000001234567001", "1 至 64 位数字、字母、点或横线；请以文本格式填写"),
    NAME("name", "事项名称", true, List.of(), "示例：企业职工参保登记", "不超过 200 字，一行"),
    UNIT("unit", "单位编码", false, List.of(), "", "提供该事项的单位，例如 210100-HRSS；不填为上传时选择的单位，填写的须在该单位及其下级范围内"),
    KIND("kind", "事项类型", true, chinese(ItemKind.values()), "公共服务", "从列表中选择"),
    THEME("theme", "主题", true, chinese(ItemTheme.values()), "社会保障", "从列表中选择"),
    PROMISE("promise", "承诺时限", false, List.of(), "5", "整数，0 为即办；没有承诺的不填"),
    PROMISE_UNIT("promiseUnit", "时限单位", false, chinese(PromiseUnit.values()), "工作日", "从列表中选择；填写了承诺时限而不填单位的，为工作日"),
    VISITS("visits", "到现场次数", false, List.of(), "1", "最多须到现场几次，0 至 99；不填为 0"),
    CHANNELS("channels", "办理渠道", true, Arrays.stream(Channel.values()).map(Channel::chinese).toList(), "一体化平台、窗口", "一个或几个，以顿号分隔"),
    CROSS_PROVINCE("crossProvince", "跨省通办", false, ImportTable.YES_NO, "是", "是或否；不填为否"),
    FULLY_ONLINE("fullyOnline", "全程网办", false, ImportTable.YES_NO, "是", "是或否；不填为否"),
    ONE_THING("oneThing", "一件事", false, ImportTable.YES_NO, "否", "是或否；不填为否"),
    MATERIALS("materials", "申请材料", false, List.of(), "身份证（可在线核验）；授权委托书（非必需）", "以分号或换行分隔；可在每份材料后的括号中注明“非必需”“可在线核验”，用顿号连接");

    private final String field;
    private final String title;
    private final boolean required;
    private final List<String> choices;
    private final String example;
    private final String hint;

    ImportColumn(String field, String title, boolean required, List<String> choices, String example, String hint) {
        this.field = field;
        this.title = title;
        this.required = required;
        this.choices = choices;
        this.example = example;
        this.hint = hint;
    }

    private static List<String> chinese(Choice[] choices) {
        return Arrays.stream(choices).map(Choice::chinese).toList();
    }

    /** The column with this heading, with or without a star. */
    static Optional<ImportColumn> titled(String heading) {
        String plain = heading.replaceFirst("[*＊]+$", "").strip();
        return Arrays.stream(values()).filter(column -> column.title.equals(plain)).findFirst();
    }

    /** As it is named in JSON. */
    String field() {
        return field;
    }

    /** As it is headed, without the star of those that must be filled in. */
    String title() {
        return title;
    }

    boolean required() {
        return required;
    }

    /** What may be chosen; empty where anything may be written. */
    List<String> choices() {
        return choices;
    }

    /** Whether several of the choices may stand in a cell: then no list is offered. */
    boolean several() {
        return this == CHANNELS;
    }

    String example() {
        return example;
    }

    String hint() {
        return hint;
    }
}
