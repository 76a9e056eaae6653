package cn.tiyan.issue.issue;

/** Where in its life an issue is. Which status follows which is said in {@link IssueLifecycle} alone. */
public enum Status {
    /** 登记: it exists. */
    REGISTERED("已登记", Phase.INTAKE),
    /** 研判: an office took it for an issue and judged how hard it is. */
    TRIAGED("已研判", Phase.INTAKE),
    /** 派单: it was sent to the unit that must rectify it. */
    DISPATCHED("已派单", Phase.RECTIFICATION),
    /** 签收: that unit took it on. */
    ACCEPTED("已签收", Phase.RECTIFICATION),
    /** 整改: that unit said what it will do and is doing it. */
    RECTIFYING("整改中", Phase.RECTIFICATION),
    /** 提交: that unit says it is done, with evidence. */
    SUBMITTED("已提交", Phase.ASSESSMENT),
    /** 核查: another unit confirmed it. */
    VERIFIED("已核查", Phase.ASSESSMENT),
    /** 评价: whoever raised it is satisfied. */
    RATED("已评价", Phase.ASSESSMENT),
    /** 销号: settled. */
    CLOSED("已销号", Phase.CLOSED);

    private final String chinese;
    private final Phase phase;

    Status(String chinese, Phase phase) {
        this.chinese = chinese;
        this.phase = phase;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** What it means to those who need not know the steps. */
    public Phase phase() {
        return phase;
    }
}
