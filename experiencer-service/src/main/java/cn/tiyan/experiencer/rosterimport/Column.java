package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.privacy.Personal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a roster that is handed in, in the order of the template. */
public enum Column {
    NAME("name", "姓名", true, Personal.Kind.NAME, List.of(), RosterSheet.EXAMPLE + "：王小丽", "不超过 60 个字"),
    PHONE("phone", "手机号码", true, Personal.Kind.PHONE, List.of(), "13900000000", "11 位手机号码，一个号码只能登记一名体验员"),
    IDENTITY("identityNumber", "身份证号码", false, Personal.Kind.IDENTITY, List.of(), "", "18 位，请以文本格式填写；填写后可不填年龄段。须年满 18 周岁"),
    CATEGORY("category", "类别", true, null, Arrays.stream(ExperiencerCategory.values()).map(ExperiencerCategory::chinese).toList(), "企业代表", "从列表中选择"),
    AGE_BAND("ageBand", "年龄段", false, null, Arrays.stream(AgeBand.values()).map(AgeBand::chinese).toList(), "30 至 44 岁", "从列表中选择；未填身份证号码的必填"),
    FIELD("field", "所属领域", true, null, List.of(), "餐饮业", "从事的行业或领域，不超过 60 个字"),
    UNIT("unit", "单位编码", false, null, List.of(), "", "所属单位的编码，例如 210100；不填为上传时选择的单位，填写的须在该单位及其下级范围内"),
    RECRUITMENT("recruitment", "征集方式", false, null, Arrays.stream(Recruitment.values()).map(Recruitment::chinese).toList(), "单位推荐", "从列表中选择；不填为单位推荐"),
    ADDRESS("address", "联系地址", false, Personal.Kind.ADDRESS, List.of(), "", "不超过 120 个字"),
    ACCOUNT("account", "登录账号", false, null, List.of(), "", "体验员本人的登录账号，1 至 64 个英文字母、数字或符号"),
    TERM_FROM("termFrom", "任期起始", false, null, List.of(), "", "日期，例如 2026-10-01。已经以书面形式聘任的，填写任期起止日期，导入后即为“已聘任”；未聘任的两列都不填，导入后为“待审核”"),
    TERM_TO("termTo", "任期截止", false, null, List.of(), "", "日期，例如 2028-09-30；任期不超过三年，不能早于今天");

    private final String field;
    private final String title;
    private final boolean required;
    private final Personal.@Nullable Kind personal;
    private final List<String> choices;
    private final String example;
    private final String hint;

    Column(String field, String title, boolean required, Personal.@Nullable Kind personal, List<String> choices, String example, String hint) {
        this.field = field;
        this.title = title;
        this.required = required;
        this.personal = personal;
        this.choices = choices;
        this.example = example;
        this.hint = hint;
    }

    /** The column with this heading, with or without a star. */
    static Optional<Column> titled(String heading) {
        String plain = heading.replaceFirst("[*＊]+$", "").strip();
        return Arrays.stream(values()).filter(column -> column.title.equals(plain)).findFirst();
    }

    /** As it is named in JSON. */
    public String field() {
        return field;
    }

    /** As it is headed, without the star of those that must be filled in. */
    public String title() {
        return title;
    }

    boolean required() {
        return required;
    }

    boolean isDay() {
        return this == TERM_FROM || this == TERM_TO;
    }

    /** What may be chosen; empty where anything may be written. */
    List<String> choices() {
        return choices;
    }

    String example() {
        return example;
    }

    String hint() {
        return hint;
    }

    /** A value as it may be shown: somebody may have put a number into a column that is not for numbers. */
    public String masked(String value) {
        return personal == null ? Masking.text(value) : Personal.of(personal, value).masked();
    }
}
