package cn.tiyan.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tiyan.platform.refusal.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushedEventTest {

    private static final String DATA = "{ \"orderNumber\" : \"SY1\",\n  \"title\":\"参保 \\\"重复\\\" }😡\", \"n\":1.50 }";
    private static final String TYPE = "cn.tiyan.hotline-orders.v1";

    private static String event(String more) {
        return "{\"specversion\":\"1.0\",\"type\":\"" + TYPE + "\",\"source\":\"urn:hotline\",\"id\":\"1\"" + more + "}";
    }

    private static byte[] read(String event) {
        return PushedEvent.structured(PushKind.HOTLINE_ORDER, event.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String event, String field) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(event));
        assertThat(refusal).as(event).isNotNull();
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
        assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly(field);
    }

    @Test
    void takesTheDataOutByteForByte() {
        assertThat(new String(read(event(",\"data\": " + DATA + " ")), StandardCharsets.UTF_8)).isEqualTo(DATA);
        assertThat(new String(read("\n{\"data\":" + DATA + "," + event("").substring(1)), StandardCharsets.UTF_8)).isEqualTo(DATA);
        assertThat(new String(read(event(",\"data_base64\":\"" + Base64.getEncoder().encodeToString(DATA.getBytes(StandardCharsets.UTF_8)) + "\"")),
                StandardCharsets.UTF_8)).isEqualTo(DATA);
    }

    @Test
    void takesEveryAttributeTheSpecificationKnowsAndExtensions() {
        assertThatCode(() -> read(event(",\"time\":\"2026-11-23T09:05:00+08:00\",\"subject\":\"SY1\",\"dataschema\":\"urn:x\",\"datacontenttype\":\"application/json; charset=utf-8\","
                + "\"traceparent\":\"00-1\",\"priority\":5,\"retried\":true,\"nothing\":null,\"data\":" + DATA))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"specversion\":\"1.0\", | \"specversion\":\"0.3\", | specversion", "\"specversion\":\"1.0\", | '' | specversion",
        "\"id\":\"1\" | \"id\":\"\" | id", "\"source\":\"urn:hotline\" | \"source\":\":::\" | source",
        "\"type\":\"cn.tiyan.hotline-orders.v1\" | \"type\":\"cn.tiyan.ratings.v1\" | type"})
    void namesTheAttributeAtFault(String right, String wrong, String field) {
        String good = event(",\"data\":" + DATA);
        assertThat(good).contains(right);
        assertRefused(good.replace(right, wrong == null ? "" : wrong), field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | data", ",\"data\":null | data", ",\"data\":\"text\" | data", ",\"data\":[1] | data", ",\"data_base64\":\"%\" | data_base64",
        ",\"time\":\"gestern\",\"data\":{} | time", ",\"Upper-Case\":\"x\",\"data\":{} | Upper-Case", ",\"nested\":{},\"data\":{} | nested",
        ",\"datacontenttype\":\"text/xml\",\"data\":{} | datacontenttype"})
    void refusesWhatIsNotWellFormed(String more, String field) {
        assertRefused(event(more), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"data\":{\"a\":", "{} {}", "{\"id\":\"1\",\"id\":\"2\"}"})
    void refusesWhatIsNoJsonObject(String event) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(event));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
    }

    @Test
    void refusesDeepNestingAndOtherEncodings() {
        assertRefused(event(",\"data\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5000)), "(body)");
        byte[] wide = event(",\"data\":{}").getBytes(Charset.forName("UTF-16"));
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> PushedEvent.structured(PushKind.HOTLINE_ORDER, wide));
        assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly("(body)");
    }

    @Test
    void checksTheHeadersOfBinaryMode() {
        Map<String, String> headers = new TreeMap<>(Map.of("specversion", "1.0", "type", TYPE, "source", "urn:hotline", "id", "1"));
        assertThatCode(() -> PushedEvent.requireFitting(PushKind.HOTLINE_ORDER, headers)).doesNotThrowAnyException();
        headers.remove("id");
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> PushedEvent.requireFitting(PushKind.HOTLINE_ORDER, headers));
        assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly("ce-id");
    }
}
