package cn.tiyan.experiencer.survey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a questionnaire.
 *
 * @param answered how many answered
 * @param couldAnswer of how many who could
 */
public record Results(int answered, int couldAnswer, List<OfQuestion> questions) {

    /** Fewer answers than these could be told apart. */
    public static final int FEWEST = 5;

    /**
     * What came of one question.
     *
     * @param answered how many answered it; of those, {@code skipped} did not who handed in the questionnaire
     * @param withheld whether too few answered it for anything more to be shown
     * @param values how often each choice, or each number of the scale, was given; empty of a text. Shares are of {@code answered}
     * @param mean of a scale
     * @param median of a scale
     * @param texts masked, in no order that tells anything; at most 200, all of them are in the workbook
     */
    public record OfQuestion(String key, QuestionKind kind, String text, int answered, int skipped, boolean withheld, List<Value> values,
            @Nullable Double mean, @Nullable Double median, List<String> texts) {
    }

    /** One choice, or one number of the scale. */
    public record Value(int number, String label, int count) {
    }
}
