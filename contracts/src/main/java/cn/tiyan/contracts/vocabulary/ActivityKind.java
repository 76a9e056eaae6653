package cn.tiyan.contracts.vocabulary;

/** What is done in an activity (notice, section 三(二)2 and 3). */
public enum ActivityKind {
    /** 登录一次平台办理业务: get something done on the platform */
    PLATFORM_TRIAL("登录一次平台办理业务"),
    /** 明察暗访: look at a service centre, announced or not */
    INSPECTION("明察暗访"),
    /** 开放日: a service centre or a 12345 centre shows itself */
    OPEN_DAY("开放日"),
    /** 座谈会: sit together; its minutes are kept */
    SYMPOSIUM("座谈会"),
    /** 社会调查: ask many, by a questionnaire */
    SOCIAL_SURVEY("社会调查"),
    /** 集中研讨: work on one question together */
    WORKSHOP("集中研讨"),
    /** 实地考察: go and see */
    FIELD_STUDY("实地考察");

    private final String chinese;

    ActivityKind(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
