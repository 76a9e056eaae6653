package cn.tiyan.experiencer.survey.web;

import cn.tiyan.experiencer.survey.Questionnaire;
import cn.tiyan.experiencer.survey.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A questionnaire as a phone shows it: all of it, and no more.
 *
 * @param answered whether the caller has answered it; answering again replaces that
 */
record FormView(String id, String title, @Nullable String intro, @Nullable Instant deadline, boolean answered, List<Section> sections) {

    static FormView of(Questionnaire questionnaire, boolean answered) {
        return new FormView(questionnaire.id(), questionnaire.content().title(), questionnaire.content().intro(), questionnaire.deadline(), answered,
                questionnaire.content().sections());
    }
}
