package cn.tiyan.reporting.notice;

/** How somebody is told, beside the inbox, where everything lies. */
public enum ChannelKind {
    /** 电子邮件 */
    EMAIL("电子邮件"),
    /** 短信 */
    SMS("短信"),
    /** 辽事通消息 */
    APP("辽事通消息");

    private final String chinese;

    ChannelKind(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
