package cn.tiyan.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void tellsChineseWordsApart() {
        assertThat(Words.of("群众到窗口办理社保关系转移")).contains("群众", "窗口", "办理", "社保", "关系", "转移").doesNotContain("到窗", "保关");
    }

    @Test
    void findsAWordInALongerOne() {
        assertThat(Words.of("医院停车场排队")).contains("停车场", "停车", "车场", "排队");
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
