package cn.tiyan.experiencer.survey;

import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One question.
 *
 * @param key {@code q1} for the first of the questionnaire, and so on
 * @param required whether it must be answered
 * @param choices what can be chosen, numbered from 1; 2 to 30 of them, of SINGLE and MULTIPLE only
 * @param min of MULTIPLE: at least so many choices
 * @param max of MULTIPLE: at most so many choices; of SCALE: the highest number, 2 to 10
 * @param lowest of SCALE: what 1 stands for
 * @param highest of SCALE: what the highest number stands for
 * @param maxLength of TEXT: at most so many characters, at most 1000
 */
public record Question(String key, QuestionKind kind, String text, boolean required, List<String> choices, @Nullable Integer min, @Nullable Integer max,
        @Nullable String lowest, @Nullable String highest, @Nullable Integer maxLength) {

    private static final int MOST_CHOICES = 30;
    private static final int LONGEST = 1000;
    private static final int WIDEST = 10;
    private static final Pattern WRITING = Pattern.compile("[[^\\p{Cs}\\p{Cc}]\\r\\n\\t]*");

    public Question {
        choices = List.copyOf(choices);
    }

    /** At most so many characters. */
    int longest() {
        return maxLength == null ? LONGEST : maxLength;
    }

    /** How many values it can have: choices, or numbers of the scale; 0 of a text. */
    int values() {
        return kind == QuestionKind.SCALE ? max == null ? 0 : max : choices.size();
    }

    // ---- as it is asked ----

    /** What is wrong with the question itself. */
    List<FieldError> errors(String path) {
        List<FieldError> errors = new ArrayList<>();
        boolean chooses = kind == QuestionKind.SINGLE || kind == QuestionKind.MULTIPLE;
        if (chooses && (choices.size() < 2 || choices.size() > MOST_CHOICES)) {
            errors.add(new FieldError(path + ".choices", "应有 2 至 30 个选项"));
        } else if (new HashSet<>(choices).size() < choices.size()) {
            errors.add(new FieldError(path + ".choices", "选项不能重复"));
        }
        if (kind == QuestionKind.MULTIPLE) {
            int least = min == null ? 0 : min;
            int most = max == null ? choices.size() : max;
            if (least < 0 || most > choices.size() || most < 1 || least > most) {
                errors.add(new FieldError(path + ".max", "最少、最多选几项应在选项个数之内，且最少不大于最多"));
            }
        }
        if (kind == QuestionKind.SCALE && (max == null || max < 2 || max > WIDEST)) {
            errors.add(new FieldError(path + ".max", "量表的最高分应为 2 至 10"));
        }
        if (kind == QuestionKind.TEXT && (longest() < 1 || longest() > LONGEST)) {
            errors.add(new FieldError(path + ".maxLength", "应为 1 至 1000"));
        }
        unused(path, "choices", chooses, choices.isEmpty(), errors);
        unused(path, "min", kind == QuestionKind.MULTIPLE, min == null, errors);
        unused(path, "max", kind == QuestionKind.MULTIPLE || kind == QuestionKind.SCALE, max == null, errors);
        unused(path, "lowest", kind == QuestionKind.SCALE, lowest == null, errors);
        unused(path, "highest", kind == QuestionKind.SCALE, highest == null, errors);
        unused(path, "maxLength", kind == QuestionKind.TEXT, maxLength == null, errors);
        return errors;
    }

    private void unused(String path, String field, boolean used, boolean absent, List<FieldError> errors) {
        if (!used && !absent) {
            errors.add(new FieldError(path + "." + field, kind.chinese() + "题不用填写"));
        }
    }

    // ---- as it is answered ----

    /** An answer as it is stored: a number, a list of numbers or a text; null if it was skipped. */
    record Read(@Nullable Object value, @Nullable String error) {
    }

    /** Reads an answer as it came: null, a number, a list or a text. */
    Read read(@Nullable Object answer) {
        boolean skipped = answer == null || answer instanceof String text && text.isBlank() || answer instanceof List<?> list && list.isEmpty();
        if (skipped) {
            return required ? new Read(null, "此题必答") : new Read(null, null);
        }
        return switch (kind) {
            case SINGLE, SCALE -> isOneOf(answer) ? new Read(answer, null) : new Read(null, "应为 1 至 " + values() + " 的整数");
            case MULTIPLE -> readSeveral(answer);
            case TEXT -> readText(answer);
        };
    }

    private boolean isOneOf(@Nullable Object answer) {
        return answer instanceof Integer number && number >= 1 && number <= values();
    }

    private Read readSeveral(@Nullable Object answer) {
        if (!(answer instanceof List<?> list) || list.size() > choices.size() || !list.stream().allMatch(this::isOneOf)) {
            return new Read(null, "应为选项序号的列表，序号为 1 至 " + values());
        }
        List<?> chosen = list.stream().distinct().sorted().toList();
        int least = min == null ? 0 : min;
        int most = max == null ? choices.size() : max;
        return chosen.size() < least || chosen.size() > most ? new Read(null, "应选 " + least + " 至 " + most + " 项") : new Read(chosen, null);
    }

    private Read readText(@Nullable Object answer) {
        if (!(answer instanceof String text) || !WRITING.matcher(text).matches()) {
            return new Read(null, "应为文字，不含控制字符");
        }
        return text.codePointCount(0, text.length()) > longest() ? new Read(null, "最多 " + longest() + " 字") : new Read(Masking.text(text.strip()), null);
    }
}
