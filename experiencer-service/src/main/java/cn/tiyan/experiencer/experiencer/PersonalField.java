package cn.tiyan.experiencer.experiencer;

import java.util.Set;
import java.util.stream.Collectors;

/** What of an experiencer is personal data, and masked. */
public enum PersonalField {
    /** 姓名 */
    NAME("姓名"),
    /** 手机号码 */
    PHONE("手机号码"),
    /** 身份证号码 */
    IDENTITY_NUMBER("身份证号码"),
    /** 联系地址 */
    ADDRESS("联系地址");

    private final String chinese;

    PersonalField(String chinese) {
        this.chinese = chinese;
    }

    static String chinese(Set<PersonalField> fields) {
        return fields.stream().sorted().map(field -> field.chinese).collect(Collectors.joining("、"));
    }
}
