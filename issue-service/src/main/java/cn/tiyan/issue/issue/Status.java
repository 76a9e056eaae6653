package cn.tiyan.issue.issue;

/** Where in its life an issue is. Which status follows which is said in {@link IssueLifecycle} alone. */
public enum Status {
    /** 登记: it exists. */
    REGISTERED("已登记", "registered", Phase.INTAKE),
    /** 研判: an office took it for an issue and judged how hard it is. */
    TRIAGED("已研判", "triaged", Phase.INTAKE),
    /** 派单: it was sent to the unit that must rectify it. */
    DISPATCHED("已派单", "dispatched", Phase.RECTIFICATION),
    /** 签收: that unit took it on. */
    ACCEPTED("已签收", "accepted", Phase.RECTIFICATION),
    /** 整改: that unit said what it will do and is doing it. */
    RECTIFYING("整改中", "rectifying", Phase.RECTIFICATION),
    /** 提交: that unit says it is done, with evidence. */
    SUBMITTED("已提交", "submitted", Phase.ASSESSMENT),
    /** 核查: another unit confirmed it. */
    VERIFIED("已核查", "verified", Phase.ASSESSMENT),
    /** 评价: whoever raised it is satisfied. */
    RATED("已评价", "rated", Phase.ASSESSMENT),
    /** 销号: settled. */
    CLOSED("已销号", "closed", Phase.CLOSED);

    private final String chinese;
    private final String english;
    private final Phase phase;

    Status(String chinese, String english, Phase phase) {
        this.chinese = chinese;
        this.english = english;
        this.phase = phase;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    String english() {
        return english;
    }

    /** What it means to those who need not know the steps. */
    public Phase phase() {
        return phase;
    }
}
