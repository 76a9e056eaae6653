package cn.tiyan.experiencer.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Counts the answers to one question, one sheet after another. */
final class Count {

    private static final int MOST_TEXTS = 200;

    private final Question question;
    private final int[] values;
    private final List<String> texts = new ArrayList<>();
    private int answered;
    private int sheets;

    Count(Question question) {
        this.question = question;
        this.values = new int[question.values() + 1];
    }

    void add(AnswerSheet sheet) {
        sheets++;
        Object answer = sheet.answers().get(question.key());
        if (answer == null) {
            return;
        }
        answered++;
        switch (answer) {
            case Number number -> values[number.intValue()]++;
            case List<?> several -> several.forEach(number -> values[((Number) number).intValue()]++);
            default -> {
                if (texts.size() < MOST_TEXTS) {
                    texts.add(answer.toString());
                }
            }
        }
    }

    Results.OfQuestion result() {
        boolean withheld = answered < Results.FEWEST;
        boolean scale = question.kind() == QuestionKind.SCALE && !withheld;
        return new Results.OfQuestion(question.key(), question.kind(), question.text(), answered, sheets - answered, withheld, withheld ? List.of() : counted(),
                scale ? mean() : null, scale ? median() : null, withheld ? List.of() : List.copyOf(texts));
    }

    private List<Results.Value> counted() {
        return IntStream.range(1, values.length).mapToObj(number -> new Results.Value(number, label(number), values[number])).toList();
    }

    private String label(int number) {
        if (question.kind() != QuestionKind.SCALE) {
            return question.choices().get(number - 1);
        }
        String meaning = number == 1 ? question.lowest() : number == question.values() ? question.highest() : null;
        return number + " 分" + (meaning == null ? "" : "（" + meaning + "）");
    }

    private double mean() {
        return Math.round(100.0 * IntStream.range(1, values.length).map(number -> number * values[number]).sum() / answered) / 100.0;
    }

    private double median() {
        return (at((answered - 1) / 2) + at(answered / 2)) / 2.0;
    }

    /** The answer at this place, counted from 0, had they been sorted. */
    private int at(int place) {
        int number = 1;
        for (int before = values[1]; before <= place; before += values[number]) {
            number++;
        }
        return number;
    }
}
