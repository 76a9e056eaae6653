package cn.tiyan.platform.lettering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LetteringTest {

    @Test
    void takesRareLettersFromTheFontThatHasThem() throws IOException {
        Lettering serifs = Lettering.load().withSerifs();
        assertThat(serifs.runs("2026年“体验”")).as("one font for what is common").hasSize(1);
        var rare = serifs.runs("陪同䶮先生");
        assertThat(rare).extracting(Lettering.Run::text).containsExactly("陪同", "䶮", "先生");
        assertThat(rare.getFirst().font()).isSameAs(rare.getLast().font()).isNotSameAs(rare.get(1).font());
    }

    @Test
    void showsWhatNoFontKnowsAsASignForIt() throws IOException {
        assertThat(Lettering.load().withSerifs().runs("群众👍").stream().map(Lettering.Run::text).toList()).containsExactly("群众〓");
    }

    @Test
    void measuresChineseLettersAsSquares() throws IOException {
        assertThat(Lettering.load().withSerifs().width("政务服务")).isEqualTo(4);
        assertThat(Lettering.load().width("政务服务")).isEqualTo(4);
    }

    @Test
    void drawsWithJavasOwnLetters() {
        assertThat(Lettering.drawn(12).canDisplayUpTo("沈阳市 2026 年走流程")).isEqualTo(-1);
    }
}
