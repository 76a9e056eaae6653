package cn.tiyan.experiencer.experiencer;

/** Why an experiencer is dismissed; the words beside it say what happened. */
public enum DismissalCause {
    /** 违反法律法规或者纪律 */
    BREACH_OF_LAW_OR_DISCIPLINE("违反法律法规或纪律"),
    /** 利用体验员身份谋取私利 */
    MISUSE_FOR_GAIN("利用体验员身份谋取私利"),
    /** 泄露工作秘密或者他人信息 */
    DISCLOSURE("泄露工作秘密或他人信息"),
    /** 申请材料或者体验记录不实 */
    UNTRUE_RECORDS("申请材料或体验记录不实"),
    /** 长期不履行职责 */
    INACTIVE("长期不履行职责"),
    /** 不再符合聘任条件 */
    NO_LONGER_QUALIFIED("不再符合聘任条件"),
    /** 其他 */
    OTHER("其他");

    private final String chinese;

    DismissalCause(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
