package cn.tiyan.experiencer.survey;

import static cn.tiyan.experiencer.survey.SurveyStatus.CLOSED;
import static cn.tiyan.experiencer.survey.SurveyStatus.DRAFT;
import static cn.tiyan.experiencer.survey.SurveyStatus.PUBLISHED;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of a questionnaire as a table. */
final class SurveyLifecycle {

    static final SurveyStatus BEGINNING = DRAFT;

    static final Lifecycle<SurveyStatus, SurveyAction> TABLE = Lifecycle.of("问卷", List.of(
            new Line<>(DRAFT, SurveyAction.REVISE, DRAFT, null),
            new Line<>(DRAFT, SurveyAction.PUBLISH, PUBLISHED, null),
            new Line<>(PUBLISHED, SurveyAction.CLOSE, CLOSED, null)));

    private SurveyLifecycle() {
    }
}
