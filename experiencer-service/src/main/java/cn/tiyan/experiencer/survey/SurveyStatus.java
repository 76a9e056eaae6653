package cn.tiyan.experiencer.survey;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life a questionnaire is. Which status follows which is said in {@link SurveyLifecycle} alone. */
public enum SurveyStatus implements Lifecycle.Status {
    /** 草稿: nobody is asked yet. */
    DRAFT("草稿"),
    /** 征集中: it can be answered until its deadline. */
    PUBLISHED("征集中"),
    /** 已结束: its results can be read. */
    CLOSED("已结束");

    private final String chinese;

    SurveyStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
