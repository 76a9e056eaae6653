package cn.tiyan.issue.issue;

import cn.tiyan.platform.security.Role;
import java.util.Set;

/** Who may take an action: somebody with one of the roles who also stands in the right relation to the issue. */
enum Party {
    /** An office that may see the issue. */
    OFFICE("营商办经办", "a clerk of an office that sees the issue", Role.OFFICE_CLERK),
    /** An office that may see the issue and is neither the handling unit nor below it. */
    REVIEWER("办理单位以外的营商办经办", "an office clerk of a unit neither the handling one nor below it", Role.OFFICE_CLERK),
    /** The handling unit itself, and nobody above or below it. */
    HANDLER("办理单位的经办", "a clerk of the handling unit itself", Role.DEPARTMENT_CLERK),
    /** A unit above the handling unit. */
    APPROVER("办理单位的上级营商办经办或领导", "an office clerk or leader of a unit above the handling one", Role.OFFICE_CLERK, Role.LEADER),
    /** A unit above whoever has the issue now. */
    SUPERVISOR("上级营商办经办或领导", "an office clerk or leader of a unit above the one that has it", Role.OFFICE_CLERK, Role.LEADER),
    /** Whoever has the issue now, itself: what is asked of it, it answers. */
    ANSWERER("承办单位的经办", "a clerk of the unit that has it", Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK),
    /** A unit that was given a task. */
    TASKED("任务单位的经办", "a clerk of the unit the task was given to", Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK),
    /** Somebody of a unit that is neither the handling unit nor below it, who did not submit the rectification. */
    CHECKER("其他单位的核查员或营商办经办", "a verifier or office clerk of a unit neither the handling one nor below it",
            Role.VERIFIER, Role.OFFICE_CLERK),
    /** The account that raised the issue, whatever its role. */
    RAISER("提出人", "whoever raised it"),
    /** An office that called the citizen back; it is neither the handling unit nor below it. */
    CALLER_BACK("回访的营商办经办", "an office clerk who called back", Role.OFFICE_CLERK),
    /** Nobody: it follows from another action. */
    NOBODY("系统", "follows from another step");

    private final String chinese;
    private final String english;
    private final Set<Role> roles;

    Party(String chinese, String english, Role... roles) {
        this.chinese = chinese;
        this.english = english;
        this.roles = Set.of(roles);
    }

    String chinese() {
        return chinese;
    }

    String english() {
        return english;
    }

    Set<Role> roles() {
        return roles;
    }
}
