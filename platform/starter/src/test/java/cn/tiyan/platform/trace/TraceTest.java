package cn.tiyan.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceTest {

    private static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void goesOnWithAValidTraceAndReturnsToTheOuterOne() {
        Trace.in(GIVEN, () -> {
            assertThat(Trace.id()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            Trace.in(null, () -> assertThat(Trace.id()).isNotEqualTo("0af7651916cd43dd8448eb211c80319c").hasSize(32));
            assertThat(Trace.current()).isEqualTo(GIVEN);
        });
        assertThat(Trace.current()).isNull();
    }

    @Test
    void beginsANewTraceWhereWhatCameIsNotOne() {
        for (String invalid : new String[] {"", "x", "00-00000000000000000000000000000000-b7ad6b7169203331-01", GIVEN + "\nforged log line"}) {
            Trace.in(invalid, () -> assertThat(Trace.current()).isNotEqualTo(invalid).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"));
        }
    }
}
