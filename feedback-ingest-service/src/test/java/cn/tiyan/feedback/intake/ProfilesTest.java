package cn.tiyan.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.feedback.profile.Mapping;
import cn.tiyan.feedback.profile.Translated;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ProfilesTest {

    private static Translated translate(String field, String json) {
        Mapping mapping = ProfileFixture.profiles(ProfileFixture.written("- kind: HOTLINE_ORDER\n  fields:\n  - " + field)).find("test", "HOTLINE_ORDER").orElseThrow();
        return mapping.translate((ObjectNode) JsonMapper.shared().readTree(json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{ours: title, theirs: A} | {'A':7} | '7'",
            "{ours: title, theirs: A.B} | {'A':{'B':'x'}} | 'x'",
            "{ours: title, theirs: A, when-absent: x} | {'A':'  '} | 'x'",
            "{ours: title, constant: x} | {'title':'y'} | 'x'",
            "{ours: title, theirs: [A, B], join: '-'} | {'A':'1','B':2} | '1-2'",
            "{ours: title, theirs: [A, B], join: '-'} | {'B':2} | '2'",
            "{ours: title, theirs: A, values: [a=b = c]} | {'A':'a=b'} | 'c'",
            "{ours: title, theirs: A, values: [a = b], otherwise: c} | {'A':'x'} | 'c'",
            "{ours: version, theirs: A} | {'A':' 12 '} | 12",
            "{ours: version, theirs: A, values: [甲 = 1]} | {'A':'甲'} | 1",
            "{ours: x, theirs: A} | {'A':'121.50'} | 121.50",
            "{ours: secret, theirs: A} | {'A':1} | true",
            "{ours: secret, theirs: A} | {'A':'N'} | false",
            "{ours: secret, theirs: A} | {'A':true} | true",
            "{ours: jointUnits, theirs: A} | {'A':['a','b']} | ['a','b']",
            "{ours: jointUnits, theirs: A, separator: ';'} | {'A':'a; b;'} | ['a','b']",
            "{ours: jointUnits, theirs: [A, B]} | {'A':'a','B':'b'} | ['a','b']",
            "{ours: calledAt, theirs: A} | {'A':'2026-11-23T09:05:00+08:00'} | '2026-11-23T09:05:00+08:00'",
            "{ours: calledAt, theirs: A, times: [epoch-seconds]} | {'A':1795400000} | '2026-11-23T10:13:20+08:00'",
            "{ours: calledAt, theirs: A, times: [yyyy年M月d日]} | {'A':'2026年1月2日'} | '2026-01-02T00:00:00+08:00'",
            "{ours: calledAt, theirs: A, times: [\"yyyy-MM-dd'T'HH:mm:ssXXX\"]} | {'A':'2026-01-02T03:04:05Z'} | '2026-01-02T03:04:05Z'"})
    void translates(String field, String theirs, String ours) {
        Translated translated = translate(field, theirs.replace('\'', '"'));
        assertThat(translated.errors()).isEmpty();
        assertThat(translated.content().properties()).singleElement()
                .satisfies(entry -> assertThat(entry.getValue().toString()).isEqualTo(ours.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{ours: version, theirs: A} | {'A':'1.5'} | 整数",
            "{ours: version, theirs: A} | {'A':'1e999999999'} | 整数",
            "{ours: secret, theirs: A} | {'A':'2'} | 是/否",
            "{ours: title, theirs: A} | {'A':{'B':1}} | 单个值",
            "{ours: title, theirs: A, values: [a = b]} | {'A':'x'} | 没有这个代码",
            "{ours: calledAt, theirs: A, times: [yyyyMMdd]} | {'A':'20260230'} | 没有这个时间",
            "{ours: calledAt, theirs: A, times: [epoch-millis]} | {'A':'99999999999999999999'} | 没有这个时间"})
    void saysWhatItCannotTranslate(String field, String theirs, String message) {
        assertThat(translate(field, theirs.replace('\'', '"')).errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("A");
            assertThat(error.message()).contains(message);
        });
    }

    @Test
    void namesOurFieldsInTheirWords() {
        Translated translated = translate("{ours: jointUnits, theirs: LB}", "{}");
        assertThat(translated.inTheirWords(new FieldError("jointUnits[2]", "不能为空"))).isEqualTo(new FieldError("LB[2]", "对应 jointUnits：不能为空"));
        assertThat(translated.inTheirWords(new FieldError("title", "不能为空"))).isEqualTo(new FieldError("title", "不能为空"));
    }

    @Test
    void keepsWhatHasOurNamesIfAskedTo() {
        Mapping mapping = ProfileFixture.profiles(ProfileFixture.written("- kind: HOTLINE_ORDER\n  keep-others: true\n  fields:\n  - {ours: title, theirs: BT}"))
                .find("test", "HOTLINE_ORDER").orElseThrow();
        assertThat(mapping.translate((ObjectNode) JsonMapper.shared().readTree("{\"BT\":\"a\",\"content\":\"b\",\"title\":\"c\"}")).content().toString())
                .isEqualTo("{\"title\":\"a\",\"content\":\"b\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{ours: nonsense2, theirs: A} | is no field of ours",
            "{ours: title, their: A} | needs either theirs or a constant",
            "{ours: title, theirs: A, constant: x} | needs either theirs or a constant",
            "{ours: title, theirs: A, times: [yyyy]} | is no time",
            "{ours: calledAt, theirs: A, times: [yyyy-bbb]} | Unknown pattern",
            "{ours: title, theirs: A..B} | has an empty path",
            "{ours: title, theirs: A, values: [a]} | theirs = ours",
            "{ours: title, theirs: A, values: [a = b, a = c]} | has a code twice",
            "{ours: version, constant: x} | cannot be x",
            "{ours: version, theirs: A, values: [a = b]} | cannot be b",
            "{ours: version, theirs: A, otherwise: b} | cannot be b"})
    void refusesWhatMakesNoSense(String field, String message) {
        assertThatThrownBy(() -> translate(field, "{}")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("profile test")
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsGivenTwiceOrNotAtAll() {
        assertThatThrownBy(() -> translate("{ours: title, theirs: A}\n  - {ours: title, theirs: B}", "{}")).hasMessageContaining("given twice");
        assertThatThrownBy(() -> ProfileFixture.profiles(ProfileFixture.written("- kind: NONSENSE\n  fields:\n  - {ours: title, theirs: A}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProfileFixture.profiles(ProfileFixture.shipped(), "nobody-knows-it")).hasMessageContaining("nobody-knows-it");
    }
}
