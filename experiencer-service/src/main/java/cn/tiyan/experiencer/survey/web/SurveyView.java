package cn.tiyan.experiencer.survey.web;

import cn.tiyan.experiencer.survey.Content;
import cn.tiyan.experiencer.survey.Questionnaire;
import cn.tiyan.experiencer.survey.SurveyAction;
import cn.tiyan.experiencer.survey.SurveyStatus;
import cn.tiyan.experiencer.survey.Surveys.Turnout;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A questionnaire as those see it who ask.
 *
 * @param version the ETag's number
 * @param unit the unit that asks
 * @param turnout how many answered, of how many who could
 * @param actions what this caller may do now
 */
record SurveyView(String id, long version, String unit, Content content, SurveyStatus status, String statusText, @Nullable Instant deadline,
        Turnout turnout, Instant createdAt, Instant changedAt, List<SurveyAction> actions) {

    static SurveyView of(Questionnaire questionnaire, Turnout turnout, Caller caller) {
        return new SurveyView(questionnaire.id(), questionnaire.version(), questionnaire.unit(), questionnaire.content(), questionnaire.status(),
                questionnaire.status().chinese(), questionnaire.deadline(), turnout, questionnaire.createdAt(), questionnaire.changedAt(),
                questionnaire.actions(caller));
    }
}
