package cn.tiyan.walkthrough.authenticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextPrintTest {

    private static TextPrint of(String... passages) {
        return TextPrint.of(List.of(passages), List.of());
    }

    @Test
    void takesPunctuationWidthCaseAndNumbersForNothing() {
        TextPrint one = of("窗口于 9:15 受理，共提交３份材料 （含ABC证明）。");
        TextPrint other = of("窗口于 10:47 受理 共提交12份材料(含abc证明)");
        assertThat(one.likeness(other)).isEqualTo(1.0);
        assertThat(one.signature()).isEqualTo(other.signature());
    }

    @Test
    void estimatesTheLikenessOfTwoTexts() {
        var random = new SplittableRandom(7);
        for (int own = 0; own <= 100; own += 10) {
            List<String> one = new ArrayList<>();
            List<String> other = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String sentence = Writing.sentence(random);
                one.add(sentence);
                other.add(random.nextInt(100) < own ? Writing.sentence(random) : sentence);
            }
            TextPrint left = TextPrint.of(one, List.of());
            TextPrint right = TextPrint.of(other, List.of());
            assertThat(TextPrint.estimate(left.signature(), right.signature())).as("%d %% own", own).isCloseTo(left.likeness(right), within(0.16));
        }
    }

    @Test
    void findsByBandsWhatIsAlikeAndLittleElse() {
        var random = new SplittableRandom(11);
        int found = 0;
        int strangers = 0;
        for (int tried = 0; tried < 200; tried++) {
            List<String> one = new ArrayList<>();
            List<String> copy = new ArrayList<>();
            List<String> stranger = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String sentence = Writing.sentence(random);
                one.add(sentence);
                copy.add(i % 6 == 0 ? Writing.sentence(random) : sentence);
                stranger.add(Writing.sentence(random));
            }
            found += share(one, copy) ? 1 : 0;
            strangers += share(one, stranger) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(190);
        assertThat(strangers).isLessThan(20);
    }

    private static boolean share(List<String> one, List<String> other) {
        Set<Long> bands = new HashSet<>(TextPrint.of(one, List.of()).bands());
        bands.retainAll(TextPrint.of(other, List.of()).bands());
        return !bands.isEmpty();
    }

    @Test
    void leavesOutPhrasesThatEverybodyUses() {
        String phrase = "窗口工作人员服务热情，一次性告知所需材料";
        TextPrint one = TextPrint.of(List.of("大厅人不多。" + phrase + "。叫号屏坏了"), List.of(phrase));
        assertThat(one.characters()).isEqualTo("大厅人不多叫号屏坏了".length());
        assertThat(one.likeness(TextPrint.of(List.of(phrase + "！前台在换班，等了两刻钟"), List.of(phrase)))).isZero();
    }

    @Test
    void quotesTheLongestSentenceThatStandsThereToo() {
        TextPrint there = of("系统可在线核验参保信息，窗口仍要求打印纸质证明。下午人少。");
        assertThat(there.longestSentence(List.of("今天下雨。系统可在线核验参保信息,窗口仍要求打印纸质证明！", "叫号屏坏了，没有人知道该找谁。")))
                .isEqualTo("系统可在线核验参保信息,窗口仍要求打印纸质证明");
        assertThat(there.longestSentence(List.of("完全不同的一句话，说的是另一件事情。"))).isEmpty();
    }

    @Test
    void copesWithAnyScriptAndWithNothing() {
        assertThat(of("👩‍👧‍👦 \u202bمرحبا بكم في المركز\u202c 𠮷野家𠮷野家").signature()).hasSize(500);
        assertThat(of("").isEmpty()).isTrue();
        assertThat(of("😀😀😀😀😀😀").isEmpty()).isTrue();
        assertThat(of("").likeness(of(""))).isZero();
        assertThat(of("四个字符").isEmpty()).isTrue();
    }
}
