package cn.tiyan.contracts.vocabulary;

/** What the notice asks of every unit each year, in the order of its calendar (section 五). */
public enum MilestoneKind {
    /** 工作计划: mechanism and plan, 五(一) */
    PLAN("工作计划"),
    /** 体验员名单: who serves as an experiencer, 五(一) */
    ROSTER("体验员名单"),
    /** 组织实施: that and how it was carried out, 五(二) */
    CARRYING_OUT("组织实施情况"),
    /** 工作总结: the summary report, 五(二) */
    SUMMARY("工作总结报告"),
    /** 成效评估: what came of it, 五(三) */
    EVALUATION("成效评估");

    private final String chinese;

    MilestoneKind(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
