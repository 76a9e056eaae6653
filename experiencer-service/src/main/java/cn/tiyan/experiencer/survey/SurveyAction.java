package cn.tiyan.experiencer.survey;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.security.Role;
import java.util.Set;

/** What can be done with a questionnaire, by a clerk of the unit that asks or of one above it. */
public enum SurveyAction implements Lifecycle.Action {
    /** 修改. */
    REVISE("修改"),
    /** 发布: from now on it is answered and stays as it is. */
    PUBLISH("发布"),
    /** 结束: by hand, or by the clock at its deadline. */
    CLOSE("结束");

    private final String chinese;

    SurveyAction(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);
    }
}
