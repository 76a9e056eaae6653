package cn.tiyan.platform.security;

/** What a caller's account is for; a claim of the access token. */
public enum Role {
    /** 营商办经办: recruits, triages, dispatches, reviews, calls back, closes. */
    OFFICE_CLERK("营商办经办"),
    /** 部门经办: accepts, returns, rectifies, submits. */
    DEPARTMENT_CLERK("部门经办"),
    /** 核查员: verifies what another unit rectified. */
    VERIFIER("核查员"),
    /** 走流程干部: walks services as citizens do. */
    WALKER("走流程干部"),
    /** 体验员: a recruited member of the public, who sees only what is theirs. */
    EXPERIENCER("体验员"),
    /** 领导: reads figures, approves, supervises. */
    LEADER("领导"),
    /** 运维: sees receipts and dead letters, replays. */
    OPERATOR("运维"),
    /** 系统管理员: keeps the organisation tree. */
    ADMIN("系统管理员");

    private final String chinese;

    Role(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
