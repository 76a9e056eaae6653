package cn.tiyan.experiencer.survey;

import java.util.Map;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What one person answered. No aggregate: it has no history, no account and no time, for each would tell whose it is. Its id is a
 * mark of questionnaire and person under this platform's key: the same person's second answer finds the first, and without the key
 * nobody finds the person.
 *
 * @param answers by the key of the question
 */
@Document("survey_answer")
@CompoundIndex(name = "of-questionnaire", def = "{questionnaireId: 1, _id: 1}")
record AnswerSheet(@Id String id, String questionnaireId, Map<String, Object> answers) {
}
