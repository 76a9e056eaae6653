package cn.tiyan.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @Test
    void tellsChineseWordsApart() {
        assertThat(Words.of("群众到窗口办理社保关系转移")).contains("群众", "窗口", "办理", "社保", "关系", "转移").doesNotContain("到窗", "保关");
    }

    @Test
    void findsAWordInALongerOne() {
        assertThat(Words.of("医院停车场排队")).contains("停车场", "停车", "车场", "排队");
    }

    @ParameterizedTest
    @CsvSource({"公积, 办理公积金贷款提取业务时系统卡顿", "积金, 办理公积金贷款提取业务时系统卡顿", "年人, 老年人办卡", "生儿, 新生儿落户", "动车, 电动车上牌", "排队, 医院停车场排队",
        "停车 排队, 医院停车场排队", "（公积）卡顿, 办理公积金贷款提取业务时系统卡顿", "upload 公积 404, 公积金 upload failed 404"})
    void findsTwoCharactersOfALongerWord(String query, String text) {
        List<String> words = Words.of(text);
        assertThat(Words.sought(query)).isNotEmpty().allMatch(any -> any.stream().anyMatch(words::contains));
    }

    @ParameterizedTest
    @CsvSource({"公积, 公私与积分", "动车, 动物与停车", "积, 办理公积金贷款"})
    void findsNoPartsThatAreNotTogether(String query, String text) {
        List<String> words = Words.of(text);
        assertThat(Words.sought(query)).anyMatch(any -> any.stream().noneMatch(words::contains));
    }

    @Test
    void looksForWholeWordsOnly() {
        assertThat(Words.sought("办理社保 证明")).containsExactly(List.of("办理"), List.of("社保"), List.of("证明"));
        assertThat(Words.sought("，。 ")).isEmpty();
    }

    @Test
    void takesEachWordOnceAndNoSigns() {
        assertThat(Words.of("排队，排队！（排队）", "排队")).containsExactly("排队");
        assertThat(Words.of("，。！ \n 　")).isEmpty();
    }

    @Test
    void takesOtherScriptsByTheirStems() {
        assertThat(Words.of("Error 404: uploads failed")).containsExactlyElementsOf(Words.of("error 404 upload FAILED"));
    }

    @Test
    void leavesRareCharactersWhole() {
        assertThat(Words.of("𠮷野家")).allMatch(word -> word.codePoints().noneMatch(character -> character >= 0xd800 && character <= 0xdfff));
    }

    @Test
    void keepsWithinBoundsWhateverIsWritten() {
        assertThat(Words.of("x".repeat(2000), "政务服务".repeat(400))).hasSizeLessThan(20);
    }
}
