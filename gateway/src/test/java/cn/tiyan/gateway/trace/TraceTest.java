package cn.tiyan.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @ValueSource(strings = {"00-" + ID + "-00f067aa0ba902b7-01", "01-" + ID + "-00f067aa0ba902b7-01-more"})
    void continuesWhatItUnderstands(String parent) {
        var trace = Trace.continuing(parent);

        assertThat(trace.traceId()).isEqualTo(ID);
        assertThat(trace.header()).matches("00-" + ID + "-[0-9a-f]{16}-01").doesNotContain("00f067aa0ba902b7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-" + ID, "ff-" + ID + "-00f067aa0ba902b7-01", "00-" + ID + "-00f067aa0ba902b7-01-more",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-" + ID + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "00-" + ID + "-00f067aa0ba902b7-01\r\nX: y"})
    void beginsAnewOtherwise(String parent) {
        var trace = Trace.continuing(parent);

        assertThat(trace.continued()).isFalse();
        assertThat(trace.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(ID);
    }

    @Test
    void givesEveryRequestAnIdOfItsOwn() {
        assertThat(Trace.continuing(null).traceId()).isNotEqualTo(Trace.continuing(null).traceId());
    }
}
