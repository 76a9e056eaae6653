package cn.tiyan.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.feedback.Pushes;
import cn.tiyan.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PushReaderTest {

    private final PushReader reader = new PushReader();

    private Push read(PushKind kind, String json) {
        return reader.read(kind, json.getBytes(StandardCharsets.UTF_8));
    }

    private Refusal refusal(PushKind kind, byte[] body) {
        try {
            reader.read(kind, body);
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("was not refused");
    }

    static Stream<Arguments> badOrders() {
        return Stream.of(
                Arguments.of(Pushes.anOrder("SY1").without("title"), "title", "必填"),
                Arguments.of(Pushes.anOrder("SY1").with("title", ""), "title", "空"),
                Arguments.of(Pushes.anOrder("SY1").with("title", "长".repeat(501)), "title", "500"),
                Arguments.of(Pushes.anOrder("SY1").with("content", 5), "content", "文本"),
                Arguments.of(Pushes.anOrder("SY1").with("handlingMode", "投诉"), "handlingMode", "COMPLAINT"),
                Arguments.of(Pushes.anOrder("SY1").with("updatedAt", "2026-11-23 09:05:00"), "updatedAt", "ISO-8601"),
                Arguments.of(Pushes.anOrder("SY1").with("updatedAt", "2026-11-23T09:05:00"), "updatedAt", "时区"),
                Arguments.of(Pushes.anOrder("SY1").with("calledAt", "2026-02-30T09:05:00Z"), "calledAt", "没有这个时间"),
                Arguments.of(Pushes.anOrder("SY1").with("calledAt", "0001-01-01T09:05:00Z"), "calledAt", "年份"),
                Arguments.of(Pushes.anOrder("SY1").with("version", -1), "version", "小于"),
                Arguments.of(Pushes.anOrder("SY1").with("version", 1.5), "version", "整数"),
                Arguments.of(Pushes.anOrder("SY1").with("version", "7"), "version", "整数"),
                Arguments.of(Pushes.anOrder("SY1").with("hardOrder", "yes"), "hardOrder", "true"),
                Arguments.of(Pushes.anOrder("SY1").with("orderNumber", "SY 1"), "orderNumber", "格式"),
                Arguments.of(Pushes.anOrder("SY1").with("orderNumber", "../../etc"), "orderNumber", "格式"),
                Arguments.of(Pushes.anOrder("SY1").with("responsibleUnit", "人社局"), "responsibleUnit", "格式"),
                Arguments.of(Pushes.anOrder("SY1").with("finalSatisfaction", 6), "finalSatisfaction", "大于"),
                Arguments.of(Pushes.anOrder("SY1").with("callerName", List.of("a")), "callerName", "文本"));
    }

    @ParameterizedTest
    @MethodSource("badOrders")
    void namesTheFieldAtFaultInChinese(Pushes push, String field, String message) {
        Refusal refusal = refusal(PushKind.HOTLINE_ORDER, push.json().getBytes(StandardCharsets.UTF_8));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
        assertThat(refusal.fieldErrors()).anySatisfy(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.message()).contains(message);
        });
        assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsOnly(field);
    }

    @Test
    void namesAllFieldsAtFaultAtOnce() {
        assertThat(refusal(PushKind.RATING, "{\"satisfaction\":0,\"detailCodes\":[1]}".getBytes(StandardCharsets.UTF_8)).fieldErrors())
                .extracting(Refusal.FieldError::field)
                .containsExactlyInAnyOrder("projectNumber", "ratingNumber", "ratedAt", "satisfaction", "detailCodes[0]");
    }

    @ParameterizedTest
    @CsvSource({"version, 9.3e18", "version, 1e19", "version, 9223372036854775808", "version, -1e400", "version, 1e999999999", "version, 1e-400", "handlingDays, 1e400",
        "handlingDays, -9223372036854775809", "handlingDays, 1e999999999", "returnCount, 1e30", "x, 1e400", "title, 1e400", "jointUnits, [1e400]", "hardOrder, 1e400"})
    void namesNumbersThatAreBeyondReason(String field, String number) {
        String json = "{\"" + field + "\":" + number + "," + Pushes.anOrder("SY1").without(field).json().substring(1);
        Refusal refusal = refusal(PushKind.HOTLINE_ORDER, json.getBytes(StandardCharsets.UTF_8));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
        assertThat(refusal.fieldErrors()).singleElement().satisfies(error -> assertThat(error.field()).startsWith(field));
    }

    @Test
    void takesNumbersOfAnySizeWhereNothingIsMadeOfThem() {
        read(PushKind.HOTLINE_ORDER, "{\"theirs\":1e400,\"more\":{\"id\":123456789012345678901234567890}," + Pushes.anOrder("SY1").json().substring(1));
    }

    static Stream<byte[]> noJson() {
        return Stream.of("", "{", "[]", "null", "\"text\"", "{} {}", "{\"a\":1,\"a\":2}", "{'a':1}", "{\"a\":NaN}", "[".repeat(5000), "{\"a\":".repeat(500))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .flatMap(bytes -> Stream.of(bytes, new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0}, "{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @MethodSource("noJson")
    void refusesWhatIsNoJsonObject(byte[] body) {
        Refusal refusal = refusal(PushKind.HOTLINE_ORDER, body);
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
        assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsOnly("(body)");
    }

    @Test
    void refusesHalfCharactersWhereverTheyAre() {
        String json = Pushes.anOrder("SY1").with("extra", Map.of("deep", List.of("x", "HALF"))).json().replace("HALF", "\\ud83d");
        assertThat(refusal(PushKind.HOTLINE_ORDER, json.getBytes(StandardCharsets.UTF_8)).fieldErrors())
                .extracting(Refusal.FieldError::field).containsExactly("extra.deep[1]");
    }

    @Test
    void asksForTheReasonOfABadRating() {
        for (Pushes unexplained : List.of(Pushes.aBadRating("P1", 1).without("text"), Pushes.aBadRating("P1", 1).with("text", "  "),
                Pushes.aBadRating("P1", 1).without("text").with("detailCodes", List.of()))) {
            Refusal refusal = refusal(PushKind.RATING, unexplained.json().getBytes(StandardCharsets.UTF_8));
            assertThat(refusal.name()).isEqualTo("bad-rating-needs-reason");
            assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly("text");
        }
        read(PushKind.RATING, Pushes.aBadRating("P1", 1).without("text").with("detailCodes", List.of("510")).json());
        read(PushKind.RATING, Pushes.aBadRating("P1", 1).without("text").with("satisfaction", 3).json());
    }

    @Test
    void tellsPersonalDataFromFacts() {
        Push push = read(PushKind.HOTLINE_ORDER, Pushes.anOrder("SY1").with("x", 123.4291).with("unheardOf", "kept in the body").json());
        assertThat(push.key()).isEqualTo("SY1");
        assertThat(push.facts()).doesNotContainKeys("callerName", "callerPhone", "address", "x", "unheardOf");
        assertThat(push.personal()).containsOnlyKeys("callerName", "callerPhone", "address", "x");
        assertThat(push.text("content")).contains("139****5678").doesNotContain("13912345678");
        assertThat(push.occurredAt()).isEqualTo(Instant.parse("2026-11-23T00:55:00Z"));
        assertThat(push.unit()).contains("210100-HRSS");
    }

    @Test
    void takesNullAsAbsent() {
        assertThat(read(PushKind.HOTLINE_ORDER, "{\"callerName\":null," + Pushes.anOrder("SY1").without("callerName").json().substring(1)).personal())
                .doesNotContainKey("callerName");
        assertThat(refusal(PushKind.HOTLINE_ORDER, ("{\"title\":null," + Pushes.anOrder("SY1").without("title").json().substring(1)).getBytes(StandardCharsets.UTF_8))
                .fieldErrors()).extracting(Refusal.FieldError::message).containsExactly("缺少必填字段");
    }

    @Test
    void keepsEmojiAndRightToLeftText() {
        String words = "不满意😡👨‍👩‍👧 שלום ‮abc‬";
        assertThat(read(PushKind.HOTLINE_ORDER, Pushes.anOrder("SY1").with("content", words).json()).text("content")).isEqualTo(words);
    }

    @Test
    void recognisesTheSameContentInAnotherSpelling() {
        Position one = read(PushKind.HOTLINE_ORDER, "{\"updatedAt\":\"2026-11-23T09:05:00+08:00\"," + Pushes.anOrder("SY1").without("updatedAt").json().substring(1)).position();
        Position other = read(PushKind.HOTLINE_ORDER, Pushes.anOrder("SY1").json().replace(",", " ,\n ")).position();
        assertThat(one).isEqualTo(other);
    }

    @Test
    void ordersSnapshotsByVersionThenTimeThenContent() {
        List<Position> ascending = Stream.of(
                Pushes.anOrder("SY1").without("version").with("updatedAt", "2026-11-25T09:05:00+08:00"),
                Pushes.anOrder("SY1").with("version", 1).with("updatedAt", "2026-11-24T09:05:00+08:00"),
                Pushes.anOrder("SY1").with("version", 2).with("updatedAt", "2026-11-23T09:05:00+08:00"),
                Pushes.anOrder("SY1").with("version", 2).with("updatedAt", "2026-11-23T09:05:01+08:00"))
                .map(push -> read(PushKind.HOTLINE_ORDER, push.json()).position()).toList();
        assertThat(ascending).isSorted();
        Position one = read(PushKind.HOTLINE_ORDER, Pushes.anOrder("SY1").with("title", "甲").json()).position();
        Position other = read(PushKind.HOTLINE_ORDER, Pushes.anOrder("SY1").with("title", "乙").json()).position();
        assertThat(one.compareTo(other)).isNotZero().isEqualTo(-other.compareTo(one));
    }

    @Test
    void numbersARatingWithinItsProject() {
        assertThat(read(PushKind.RATING, Pushes.aBadRating("P1", 2).json()).key()).isEqualTo("P1/2");
        assertThatThrownBy(() -> read(PushKind.RATING, Pushes.aBadRating("P1", 0).json())).isInstanceOf(Refusal.class);
    }
}
