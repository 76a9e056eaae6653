package cn.tiyan.issue.issue;

import cn.tiyan.platform.security.Role;
import java.util.Set;

/** Who may take an action: somebody with one of the roles who also stands in the right relation to the issue. */
enum Party {
    /** The office of the area the issue is about, the office in charge of it, or one above them. */
    OFFICE("主管营商办及其上级的经办", "a clerk of the office of its area, of the office in charge, or of one above", Role.OFFICE_CLERK),
    /** Such an office that is neither the handling unit nor below it. */
    REVIEWER("办理单位以外的主管营商办经办", "the same, but neither of the handling unit nor of one below it", Role.OFFICE_CLERK),
    /** The handling unit itself, and nobody above or below it. */
    HANDLER("办理单位的经办", "a clerk of the handling unit itself", Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK),
    /** A unit above the handling unit. */
    APPROVER("办理单位的上级营商办经办或领导", "an office clerk or leader of a unit above the handling one", Role.OFFICE_CLERK, Role.LEADER),
    /** A unit above whoever has the issue now. */
    SUPERVISOR("上级营商办经办或领导", "an office clerk or leader of a unit above the one that has it", Role.OFFICE_CLERK, Role.LEADER),
    /** A unit that presses for it, alone or with others. */
    PRESSER("督办单位的营商办经办或领导", "an office clerk or leader of a unit that supervises it", Role.OFFICE_CLERK, Role.LEADER),
    /** Whoever has the issue now, itself: what is asked of it, it answers. */
    ANSWERER("承办单位的经办", "a clerk of the unit that has it", Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK),
    /** A unit that was given a task. */
    TASKED("任务单位的经办", "a clerk of the unit the task was given to", Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK),
    /** Somebody of such an office, or of a unit above the handling one, but not of it or below, who did not submit the rectification. */
    CHECKER("主管单位或办理单位上级的核查员或营商办经办", "a verifier or office clerk in charge or above the handling unit, not of it or below",
            Role.VERIFIER, Role.OFFICE_CLERK),
    /** The account that raised the issue, whatever its role. */
    RAISER("提出人", "whoever raised it"),
    /** Such an office, or a unit above the handling one, that called the citizen back. */
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
