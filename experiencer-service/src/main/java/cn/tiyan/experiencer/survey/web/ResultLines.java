package cn.tiyan.experiencer.survey.web;

import cn.tiyan.experiencer.sheet.Sheet;
import cn.tiyan.experiencer.sheet.Sheet.Column;
import cn.tiyan.experiencer.survey.QuestionKind;
import cn.tiyan.experiencer.survey.Results;
import cn.tiyan.experiencer.survey.Results.OfQuestion;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The results of a questionnaire as lines of a workbook: one for each value, one for each text. */
final class ResultLines implements AutoCloseable {

    private static final List<Column> COLUMNS = List.of(new Column("题号", 6), new Column("题目", 48), new Column("题型", 8), new Column("选项或回答", 48),
            new Column("选择人数", 10), new Column("占本题作答", 10), new Column("本题作答", 10), new Column("未答本题", 10), new Column("收回份数", 10),
            new Column("可答人数", 10));

    private final Stream<List<Object>> lines;

    /** @param texts all texts given to a question */
    ResultLines(Results results, Function<OfQuestion, Stream<String>> texts) {
        // flatMap closes each question's texts as soon as they are through.
        lines = results.questions().stream().flatMap(question -> of(results, question, texts));
    }

    static Sheet sheet(Instant at) {
        return new Sheet("调查问卷结果", at, COLUMNS);
    }

    Iterator<List<Object>> iterator() {
        return lines.iterator();
    }

    @Override
    public void close() {
        lines.close();
    }

    private static Stream<List<Object>> of(Results results, OfQuestion question, Function<OfQuestion, Stream<String>> texts) {
        if (question.withheld()) {
            return Stream.of(line(results, question, "作答不足 " + Results.FEWEST + " 人，不显示", "", ""));
        }
        if (question.kind() == QuestionKind.TEXT) {
            return texts.apply(question).map(text -> line(results, question, text, "", ""));
        }
        Stream<List<Object>> values = question.values().stream().map(value -> line(results, question, value.label(), value.count(),
                "%.1f%%".formatted(100.0 * value.count() / question.answered())));
        return question.kind() == QuestionKind.SCALE ? Stream.concat(values, Stream.of(
                line(results, question, "平均 %s，中位数 %s".formatted(question.mean(), question.median()), "", ""))) : values;
    }

    private static List<Object> line(Results results, OfQuestion question, String label, Object count, String share) {
        return List.of(question.key().toUpperCase(Locale.ROOT), question.text(), question.kind().chinese(), label, count, share, question.answered(),
                question.skipped(), results.answered(), results.couldAnswer());
    }
}
