package cn.tiyan.experiencer.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private static final Question SINGLE = new Question("q1", QuestionKind.SINGLE, "您在哪里办的", true, List.of("窗口", "网上", "自助机"), null, null, null, null, null);
    private static final Question MULTIPLE = new Question("q2", QuestionKind.MULTIPLE, "哪些环节不便", false, List.of("咨询", "申请", "受理"), 1, 2, null, null, null);
    private static final Question SCALE = new Question("q3", QuestionKind.SCALE, "总体满意度", true, List.of(), null, 5, "非常不满意", "非常满意", null);
    private static final Question TEXT = new Question("q4", QuestionKind.TEXT, "您的建议", false, List.of(), null, null, null, null, 10);
    private static final Content CONTENT = new Content("满意度调查", null, List.of(new Section(null, List.of(SINGLE, MULTIPLE)), new Section("其他", List.of(SCALE, TEXT))),
            Audience.ofActivity("act_1"));

    @Test
    void readsAnswersAsTheyAreStored() {
        Map<String, Object> read = CONTENT.read(answers("q1", 2, "q2", List.of(3, 1, 3), "q3", 5, "q4", " 都好 "));
        assertThat(read).isEqualTo(Map.of("q1", 2, "q2", List.of(1, 3), "q3", 5, "q4", "都好"));
        assertThat(CONTENT.read(answers("q1", 1, "q2", List.of(), "q3", 1, "q4", "  "))).as("skipped ones are left out").containsOnlyKeys("q1", "q3");
        assertThat(CONTENT.read(answers("q1", 1, "q2", null, "q3", 1))).containsOnlyKeys("q1", "q3");
    }

    @Test
    void namesEveryQuestionAtFault() {
        assertThat(errors(answers())).containsExactly("answers[q1]", "answers[q3]");
        assertThat(errors(answers("q1", 4, "q2", List.of(1, 2, 3), "q3", 0, "q4", "一二三四五六七八九十一"))).containsExactly("answers[q1]", "answers[q2]", "answers[q3]", "answers[q4]");
        assertThat(errors(answers("q1", "2", "q2", 1, "q3", 2.5, "q4", 7))).containsExactly("answers[q1]", "answers[q2]", "answers[q3]", "answers[q4]");
        assertThat(errors(answers("q1", true, "q3", List.of(3)))).containsExactly("answers[q1]", "answers[q3]");
        assertThat(errors(answers("q1", 1, "q2", Arrays.asList(1, null), "q3", 99999999999L))).containsExactly("answers[q2]", "answers[q3]");
        assertThat(errors(answers("q1", 1, "q3", 1, "q4", "\ud800"))).as("half of a character").containsExactly("answers[q4]");
        assertThat(errors(answers("q1", 1, "q3", 1, "q4", "a\u0000"))).containsExactly("answers[q4]");
        assertThat(errors(answers("q1", 1, "q3", 1, "q9", 1))).containsExactly("answers[q9]");
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(CONTENT.read(answers("q1", 1, "q3", 1, "q4", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"))).containsKey("q4");
    }

    @Test
    void masksWhatMayTellWhoItIs() {
        Question longer = new Question("q1", QuestionKind.TEXT, "建议", false, List.of(), null, null, null, null, null);
        assertThat(longer.read("请回电 13912345678").value()).isEqualTo("请回电 139****5678");
    }

    @Test
    void refusesQuestionsThatCannotBeAsked() {
        assertThat(wrong(new Question("q1", QuestionKind.SINGLE, "x", true, List.of("一"), null, null, null, null, null))).containsExactly("q.choices");
        assertThat(wrong(new Question("q1", QuestionKind.SINGLE, "x", true, List.of("一", "一"), null, null, null, null, null))).containsExactly("q.choices");
        assertThat(wrong(new Question("q1", QuestionKind.SINGLE, "x", true, List.of("一", "二"), 1, 2, null, null, 9))).containsExactly("q.min", "q.max", "q.maxLength");
        assertThat(wrong(new Question("q1", QuestionKind.MULTIPLE, "x", true, List.of("一", "二"), 2, 1, null, null, null))).containsExactly("q.max");
        assertThat(wrong(new Question("q1", QuestionKind.MULTIPLE, "x", true, List.of("一", "二"), null, 3, null, null, null))).containsExactly("q.max");
        assertThat(wrong(new Question("q1", QuestionKind.SCALE, "x", true, List.of(), null, null, null, null, null))).containsExactly("q.max");
        assertThat(wrong(new Question("q1", QuestionKind.SCALE, "x", true, List.of("一", "二"), null, 11, null, null, null))).containsExactly("q.max", "q.choices");
        assertThat(wrong(new Question("q1", QuestionKind.TEXT, "x", true, List.of(), null, null, "低", "高", 1001))).containsExactly("q.maxLength", "q.lowest", "q.highest");
        CONTENT.check();
    }

    @Test
    void countsWithMeanAndMedianAndWhatWasSkipped() {
        Count scale = new Count(SCALE);
        for (Integer answer : Arrays.asList(1, 2, 2, 5, 5, 5, null)) {
            scale.add(new AnswerSheet("s", "q", answer == null ? Map.of() : Map.of("q3", answer)));
        }
        Results.OfQuestion result = scale.result();
        assertThat(result.answered()).isEqualTo(6);
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(result.mean()).isEqualTo(3.33);
        assertThat(result.median()).isEqualTo(3.5);
        assertThat(result.values()).extracting(Results.Value::count).containsExactly(1, 2, 0, 0, 3);
        assertThat(result.values().getFirst().label()).isEqualTo("1 分（非常不满意）");
    }

    @Test
    void showsNothingOfAQuestionThatFewerThanFiveAnswered_tooFew() {
        Count text = new Count(TEXT);
        for (int i = 0; i < 9; i++) {
            text.add(new AnswerSheet("s", "q", i < 4 ? Map.of("q4", "建议" + i) : Map.of()));
        }
        assertThat(text.result().withheld()).isTrue();
        assertThat(text.result().texts()).isEmpty();
        text.add(new AnswerSheet("s", "q", Map.of("q4", "第五条")));
        assertThat(text.result().texts()).hasSize(5);
    }

    private static List<String> wrong(Question question) {
        return question.errors("q").stream().map(FieldError::field).toList();
    }

    private static List<String> errors(Map<String, @Nullable Object> answers) {
        var fields = new java.util.ArrayList<String>();
        assertThatThrownBy(() -> CONTENT.read(answers)).isInstanceOfSatisfying(Refusal.class,
                refusal -> refusal.fieldErrors().forEach(error -> fields.add(error.field())));
        return fields;
    }

    private static Map<String, @Nullable Object> answers(@Nullable Object... pairs) {
        Map<String, @Nullable Object> answers = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            answers.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return answers;
    }
}
