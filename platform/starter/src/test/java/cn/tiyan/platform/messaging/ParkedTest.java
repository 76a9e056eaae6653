package cn.tiyan.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ParkedTest {

    private static final long SENT = 1_000;

    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void saysWhatTheHeadersSay() {
        header("ce_subject", "iss_1");
        header("ce_sequence", "7");
        header("ce_time", "2026-11-28T09:00:00Z");
        assertThat(parked("key")).isEqualTo(new Parked("issue.events", 2, 40, "iss_1", 7L, Instant.parse("2026-11-28T09:00:00Z"), FailureReason.UNREADABLE));
    }

    @Test
    void inventsNothingWhereTheySayNothing() {
        assertThat(parked(null)).isEqualTo(new Parked("issue.events", 2, 40, null, null, Instant.ofEpochMilli(SENT), FailureReason.UNREADABLE));
        header("ce_sequence", "-1");
        header("ce_time", "yesterday \uD83D\uDE00");
        assertThat(parked("key")).isEqualTo(new Parked("issue.events", 2, 40, "key", null, Instant.ofEpochMilli(SENT), FailureReason.UNREADABLE));
    }

    private void header(String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private Parked parked(@org.jspecify.annotations.Nullable String key) {
        return Parked.of(new ConsumerRecord<>("issue.events", 2, 40, SENT, TimestampType.CREATE_TIME, 0, 0, key, new byte[0], headers, Optional.empty()),
                FailureReason.UNREADABLE);
    }
}
