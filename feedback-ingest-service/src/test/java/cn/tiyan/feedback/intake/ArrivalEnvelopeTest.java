package cn.tiyan.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalEnvelopeTest {

    private static final Arrival ARRIVAL = new Arrival("rcp_1", "hotline-shenyang", PushKind.HOTLINE_ORDER, "SY1",
            Instant.parse("2026-11-23T01:30:00.123Z"), "{\"callerPhone\":\"13912345678\"}".getBytes(StandardCharsets.UTF_8));

    private final ArrivalEnvelope envelope = ArrivalEnvelopeFixture.envelope();

    @Test
    void opensWhatItSealed() {
        var event = envelope.seal(ARRIVAL);
        assertThat(new String(event.getData().toBytes(), StandardCharsets.ISO_8859_1)).doesNotContain("13912345678");
        assertThat(envelope.open(event)).usingRecursiveComparison().isEqualTo(ARRIVAL);
    }

    @Test
    void opensABodyForItsOwnReceiptOnly() {
        var swapped = CloudEventBuilder.from(envelope.seal(ARRIVAL)).withId("rcp_2").build();
        assertThatThrownBy(() -> envelope.open(swapped)).isInstanceOf(IllegalStateException.class);
    }
}
