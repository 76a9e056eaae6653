package cn.tiyan.issue.issue;

import java.util.Locale;

/** What can be done with an issue. */
public enum Action {
    /** 研判: take it for an issue and judge how hard it is. */
    TRIAGE("研判"),
    /** 不予受理: it is out of scope. */
    REJECT("不予受理"),
    /** 撤诉: the citizen withdrew it before anybody had begun; nobody does it by hand. */
    WITHDRAW("撤诉"),
    /** 重新受理: it is in scope after all. */
    RECONSIDER("重新受理"),
    /** 合并: it is a duplicate of another one. */
    MERGE("合并"),
    /** 拆分: it is not. */
    SPLIT("拆分"),
    /** 派单: send it to the unit that must rectify it. */
    DISPATCH("派单"),
    /** 签收: take it on. */
    ACCEPT("签收"),
    /** 退单: say that it is not one's own. */
    REQUEST_RETURN("退单"),
    /** 同意退单: take it back. */
    APPROVE_RETURN("同意退单"),
    /** 驳回退单: leave it where it is. */
    REFUSE_RETURN("驳回退单"),
    /** 制定整改措施: say what will be done. */
    PLAN("制定整改措施"),
    /** 完成整改步骤: one step of the plan is done. */
    COMPLETE_STEP("完成整改步骤"),
    /** 上传佐证: hand in a file that shows what was done. */
    ADD_EVIDENCE("上传佐证"),
    /** 补充材料: hand in a file that shows what was found. */
    SUPPLEMENT("补充材料"),
    /** 申请延期: ask for more time, before the deadline. */
    REQUEST_EXTENSION("申请延期"),
    /** 审批延期: grant it or not. */
    REVIEW_EXTENSION("审批延期"),
    /** 调整时限: set another deadline. */
    CHANGE_DEADLINE("调整时限"),
    /** 暂停计时: stop the clock. */
    PAUSE("暂停计时"),
    /** 恢复计时: let it go on. */
    RESUME("恢复计时"),
    /** 提交: say it is done. */
    SUBMIT("提交"),
    /** 核查通过: confirm it. */
    VERIFY("核查通过"),
    /** 退回整改: say that it is not done. */
    SEND_BACK("退回整改"),
    /** 评价: say whether it helped. */
    RATE("评价"),
    /** 重办: what follows from a dissatisfied rating or a failed look-back; nobody does it by hand. */
    REOPEN("重办"),
    /** 销号: settle it. */
    CLOSE("销号"),
    /** 回头看: see whether it still holds. */
    LOOK_BACK("回头看"),
    /** 归档: what follows from the last look-back; nobody does it by hand. */
    ARCHIVE("归档"),
    /** 督办: press for it. */
    SUPERVISE("督办"),
    /** 督办反馈: answer that. */
    ANSWER_SUPERVISION("督办反馈"),
    /** 解除督办: be content with the answer. */
    LIFT_SUPERVISION("解除督办"),
    /** 发起会商: call units together. */
    CONVENE("发起会商"),
    /** 会商办结: put on record what was resolved. */
    CONCLUDE("会商办结"),
    /** 完成会商任务: a resolution was carried out. */
    COMPLETE_TASK("完成会商任务"),
    /** 登记优化: put on record what changed for good. */
    RECORD_OPTIMIZATION("登记优化");

    private final String chinese;

    Action(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** As it stands in the history, such as {@code send-back}. */
    String verb() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
