package cn.tiyan.platform.paper;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.paper.Block.Paragraph;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperTest {

    @ParameterizedTest
    @CsvSource({"1, 一", "10, 十", "11, 十一", "20, 二十", "35, 三十五", "99, 九十九", "100, 100"})
    void numbersHeadingsAsOneSpeaks(int number, String chinese) {
        assertThat(ChineseNumber.of(number)).isEqualTo(chinese);
    }

    @Test
    void beginsToCountAnewBelowEachHeading() {
        var paper = new Paper("标题");
        paper.heading("甲");
        paper.subheading("子");
        paper.subheading("丑");
        paper.heading("乙");
        paper.subheading("寅");
        assertThat(texts(paper)).containsSequence("一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅");
    }

    @Test
    void setsOffTheNumbersOfWhatWasWritten() {
        var paper = new Paper("标题");
        paper.written("（一）高位推动。市领导带头。\n1.建立机制\n2026.5年起\n（1）不设字体");
        List<Paragraph> lines = paragraphs(paper).filter(paragraph -> !paragraph.spans().isEmpty()).skip(1).toList();
        assertThat(lines.get(0).spans()).extracting(Block.Span::style).containsExactly(Style.SUBHEADING, Style.TEXT);
        assertThat(lines.get(0).text()).isEqualTo("（一）高位推动。市领导带头。");
        assertThat(lines.get(1).spans()).extracting(Block.Span::style).containsExactly(Style.STRONG);
        assertThat(lines.get(2).spans()).extracting(Block.Span::style).as("a number is no head").containsExactly(Style.TEXT);
        assertThat(lines.get(3).spans()).extracting(Block.Span::style).containsExactly(Style.TEXT);
    }

    /** 7.3.5.2 */
    @ParameterizedTest
    @CsvSource({"沈阳市营商环境建设局办公室, 2, 6", "沈阳市, 8, 2"})
    void putsTheDateTwoLettersBehindTheHeadOfTheName(String unit, double nameRight, double dateRight) {
        var paper = new Paper("标题");
        paper.signature(unit, "2026年12月20日");
        List<Paragraph> last = paragraphs(paper).toList();
        assertThat(last.get(last.size() - 2).right()).isEqualTo(nameRight);
        assertThat(last.getLast().right()).isEqualTo(dateRight);
    }

    @Test
    void numbersAnnexesOnlyWhereThereAreSeveral() {
        var one = new Paper("标题");
        one.attachment("甲");
        one.signature("沈阳市", "2026年1月2日");
        one.annex("甲");
        assertThat(texts(one)).contains("附件：甲", "附件");
        var two = new Paper("标题");
        two.attachment("甲");
        two.attachment("乙");
        two.signature("沈阳市", "2026年1月2日");
        two.annex("甲");
        assertThat(texts(two)).contains("附件：1. 甲", "2. 乙", "附件1");
    }

    private static List<String> texts(Paper paper) {
        return paragraphs(paper).map(Paragraph::text).toList();
    }

    private static Stream<Paragraph> paragraphs(Paper paper) {
        return paper.blocks().stream().filter(Paragraph.class::isInstance).map(Paragraph.class::cast);
    }
}
