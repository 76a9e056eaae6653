package cn.tiyan.contracts.vocabulary;

/** The channel a service is used through (notice, section 三(一)1). */
public enum Channel {
    /** 一体化平台 */
    PORTAL("一体化平台"),
    /** 辽事通 */
    APP("辽事通"),
    /** 窗口 */
    COUNTER("窗口"),
    /** 自助终端 */
    KIOSK("自助终端");

    private final String chinese;

    Channel(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
