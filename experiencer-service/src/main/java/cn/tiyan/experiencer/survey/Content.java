package cn.tiyan.experiencer.survey;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of whom.
 *
 * @param intro what it is for, where that is said
 */
public record Content(String title, @Nullable String intro, List<Section> sections, Audience audience) {

    private static final int MOST_QUESTIONS = 60;

    public Content {
        sections = List.copyOf(sections);
    }

    /** All questions, in order. */
    public List<Question> questions() {
        return sections.stream().flatMap(section -> section.questions().stream()).toList();
    }

    /** @throws Refusal malformed, with a path for each question that cannot be asked so */
    void check() {
        List<FieldError> errors = new ArrayList<>();
        for (int s = 0; s < sections.size(); s++) {
            List<Question> questions = sections.get(s).questions();
            for (int q = 0; q < questions.size(); q++) {
                errors.addAll(questions.get(q).errors("sections[" + s + "].questions[" + q + "]"));
            }
        }
        if (questions().size() > MOST_QUESTIONS) {
            errors.add(new FieldError("sections", "一份问卷最多 " + MOST_QUESTIONS + " 题"));
        }
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors);
        }
    }

    /**
     * Answers as they are stored, by key; skipped ones are left out.
     *
     * @param answers as they came
     * @throws Refusal malformed, with the path {@code answers[q3]} for each that cannot be taken
     */
    Map<String, Object> read(Map<String, @Nullable Object> answers) {
        List<FieldError> errors = new ArrayList<>();
        Map<String, Object> read = new LinkedHashMap<>();
        for (Question question : questions()) {
            Question.Read one = question.read(answers.get(question.key()));
            if (one.error() != null) {
                errors.add(new FieldError("answers[" + question.key() + "]", one.error()));
            } else if (one.value() != null) {
                read.put(question.key(), one.value());
            }
        }
        List<String> keys = questions().stream().map(Question::key).toList();
        answers.keySet().stream().filter(key -> !keys.contains(key)).limit(MOST_QUESTIONS)
                .forEach(key -> errors.add(new FieldError("answers[" + key.substring(0, Math.min(16, key.length())) + "]", "问卷中没有这道题")));
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors);
        }
        return read;
    }
}
