package cn.tiyan.issue.issue;

import cn.tiyan.contracts.vocabulary.IssueStep;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where in its life an issue is. Which status follows which is said in {@link IssueLifecycle} alone. */
public enum Status {
    /** 登记: it exists. */
    REGISTERED("已登记", Phase.INTAKE, IssueStep.TRIAGE),
    /** 研判: an office took it for an issue and judged how hard it is. */
    TRIAGED("已研判", Phase.INTAKE, IssueStep.DISPATCH),
    /** 派单: it was sent to the unit that must rectify it. */
    DISPATCHED("已派单", Phase.RECTIFICATION, IssueStep.ACCEPT),
    /** 退单: that unit says that it is not theirs; the office reviews that. */
    RETURN_REQUESTED("退单待审", Phase.RECTIFICATION, IssueStep.REVIEW_RETURN),
    /** 签收: that unit took it on. */
    ACCEPTED("已签收", Phase.RECTIFICATION, IssueStep.RECTIFY),
    /** 整改: that unit said what it will do and is doing it. */
    RECTIFYING("整改中", Phase.RECTIFICATION, IssueStep.RECTIFY),
    /** 提交: that unit says it is done, with evidence. */
    SUBMITTED("已提交", Phase.ASSESSMENT, IssueStep.VERIFY),
    /** 核查: another unit confirmed it. */
    VERIFIED("已核查", Phase.ASSESSMENT, IssueStep.RATE),
    /** 评价: whoever raised it is satisfied. */
    RATED("已评价", Phase.ASSESSMENT, IssueStep.CLOSE),
    /** 销号: settled; looked back on later. */
    CLOSED("已销号", Phase.CLOSED, null),
    /** 归档: every look-back held. */
    ARCHIVED("已归档", Phase.CLOSED, null),
    /** 合并: a duplicate, which follows its survivor. */
    MERGED("已合并", Phase.MERGED, null),
    /** 不予受理: out of scope, for a reason the reporter sees. */
    REJECTED("不予受理", Phase.REJECTED, null);

    private final String chinese;
    private final Phase phase;
    private final @Nullable IssueStep step;

    Status(String chinese, Phase phase, @Nullable IssueStep step) {
        this.chinese = chinese;
        this.phase = phase;
        this.step = step;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** What it means to those who need not know the steps. */
    public Phase phase() {
        return phase;
    }

    /** Those in which an issue may lie on somebody's desk: all with a step, and closed ones when a look-back is due. */
    static Status[] atADesk() {
        return Arrays.stream(values()).filter(status -> status.step != null || status == CLOSED).toArray(Status[]::new);
    }

    /** The step whose time runs; null where nothing is awaited. */
    public @Nullable IssueStep step() {
        return step;
    }
}
