package cn.tiyan.experiencer.survey.web;

import cn.tiyan.experiencer.survey.Questionnaire;
import cn.tiyan.experiencer.survey.SurveyStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A questionnaire as a line of a list; see {@link SurveyView} for what the fields mean. */
record SurveyLine(String id, long version, String unit, String title, int questions, SurveyStatus status, String statusText,
        @Nullable Instant deadline, Instant createdAt) {

    static SurveyLine of(Questionnaire questionnaire) {
        return new SurveyLine(questionnaire.id(), questionnaire.version(), questionnaire.unit(), questionnaire.content().title(),
                questionnaire.content().questions().size(), questionnaire.status(), questionnaire.status().chinese(), questionnaire.deadline(),
                questionnaire.createdAt());
    }
}
