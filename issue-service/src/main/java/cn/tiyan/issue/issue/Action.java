package cn.tiyan.issue.issue;

import java.util.Locale;

/** What can be done with an issue. */
public enum Action {
    /** 研判: take it for an issue and judge how hard it is. */
    TRIAGE("研判"),
    /** 派单: send it to the unit that must rectify it. */
    DISPATCH("派单"),
    /** 签收: take it on. */
    ACCEPT("签收"),
    /** 制定整改措施: say what will be done. */
    PLAN("制定整改措施"),
    /** 上传佐证: hand in a file that shows what was done. */
    ADD_EVIDENCE("上传佐证"),
    /** 提交: say it is done. */
    SUBMIT("提交"),
    /** 核查通过: confirm it. */
    VERIFY("核查通过"),
    /** 退回整改: say that it is not done. */
    SEND_BACK("退回整改"),
    /** 评价: say whether it helped. */
    RATE("评价"),
    /** 重办: what follows from a dissatisfied rating; nobody does it by hand. */
    REOPEN("重办"),
    /** 销号: settle it. */
    CLOSE("销号");

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
