package cn.tiyan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class TimeAsTextTest {

    private final JsonMapper json = JsonMapper.builder().addModule(TimeAsText.module()).build();

    record Times(Instant at, LocalDate on) {
    }

    @Test
    void readsIsoTextsAndNull() {
        assertThat(json.readValue("{\"at\":\"2026-11-23T09:05:00+08:00\",\"on\":\"2026-11-23\"}", Times.class))
                .isEqualTo(new Times(Instant.parse("2026-11-23T01:05:00Z"), LocalDate.of(2026, 11, 23)));
        assertThat(json.readValue("{\"at\":null}", Times.class)).isEqualTo(new Times(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"at\":1700000000}", "{\"at\":1.5}", "{\"at\":[2026]}", "{\"on\":20000}", "{\"on\":[2026,11,23]}", "{\"on\":true}", "{\"at\":\"soon\"}",
        "{\"at\":\"-999999999-01-01T00:00:00Z\"}", "{\"at\":\"+12026-11-23T09:05:00Z\"}", "{\"on\":\"+999999999-12-31\"}", "{\"on\":\" -0001-12-31\"}"})
    void guessesNothing(String body) {
        assertThatThrownBy(() -> json.readValue(body, Times.class)).isInstanceOfSatisfying(JacksonException.class,
                refused -> assertThat(refused.getPath()).hasSize(1));
    }
}
