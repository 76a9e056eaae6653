package cn.tiyan.feedback.intake;

import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.trace.Trace;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Arrivals as they are kept: CloudEvents whose data is the body, sealed, since it holds personal data. A sealed body opens for
 * its own receipt only.
 */
@Component
public class ArrivalEnvelope {

    /** Topic they are kept on. */
    public static final String TOPIC = "feedback.arrivals";
    static final String TYPE = "feedback.arrived.v1";
    static final URI SOURCE = URI.create("urn:tiyan:feedback-ingest-service");
    static final String SEALED = "application/vnd.tiyan.sealed";

    private final PersonalCipher cipher;

    ArrivalEnvelope(PersonalCipher cipher) {
        this.cipher = cipher;
    }

    /** Seals it. */
    public CloudEvent seal(Arrival arrival) {
        var event = CloudEventBuilder.v1().withId(arrival.receipt()).withSource(SOURCE).withType(TYPE)
                .withSubject(arrival.matter()).withTime(arrival.acceptedAt().atOffset(ZoneOffset.UTC))
                .withExtension("sender", arrival.sender())
                .withExtension("kind", arrival.kind().name())
                .withData(SEALED, cipher.seal(context(arrival.receipt()), arrival.body()));
        if (arrival.trace() != null) {
            event.withExtension(Trace.HEADER, arrival.trace());
        }
        return event.build();
    }

    /** @throws RuntimeException if it is not an arrival, or was sealed with another key */
    public Arrival open(CloudEvent event) {
        if (!TYPE.equals(event.getType())) {
            throw new IllegalArgumentException("Not an arrival: " + event.getType());
        }
        return new Arrival(event.getId(), text(event, "sender"), PushKind.valueOf(text(event, "kind")), Objects.requireNonNull(event.getSubject()),
                Objects.requireNonNull(event.getTime()).toInstant(),
                cipher.open(context(event.getId()), Objects.requireNonNull(event.getData()).toBytes()), (String) event.getExtension(Trace.HEADER));
    }

    private static String context(String receipt) {
        return TOPIC + "/" + receipt;
    }

    private static String text(CloudEvent event, String name) {
        return Objects.requireNonNull(event.getExtension(name)).toString();
    }
}
