package cn.tiyan.contracts.vocabulary;

/** Where something was published (notice, section 六(三)). */
public enum Medium {
    /** 报刊 */
    NEWSPAPER("报刊"),
    /** 广播 */
    RADIO("广播"),
    /** 电视 */
    TELEVISION("电视"),
    /** 网络 */
    ONLINE("网络");

    private final String chinese;

    Medium(String chinese) {
        this.chinese = chinese;
    }

    /** The term people see. */
    public String chinese() {
        return chinese;
    }
}
