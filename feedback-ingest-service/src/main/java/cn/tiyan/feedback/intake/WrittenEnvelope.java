package cn.tiyan.feedback.intake;

import cn.tiyan.platform.privacy.PersonalCipher;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages that senders wrote in vain, as they are kept: CloudEvents whose data is headers and value, sealed, since both may hold
 * personal data. What is sealed opens for its own place only.
 */
@Component
public class WrittenEnvelope {

    /** Topic that senders write to. */
    public static final String TOPIC = "feedback.inbound";
    static final String TYPE = "feedback.inbound-refused.v1";
    /** In bytes: a sender's batch may be compressed, so a message may be larger than any that can be written. */
    private static final int LARGEST = 768 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() { };

    private final PersonalCipher cipher;

    WrittenEnvelope(PersonalCipher cipher) {
        this.cipher = cipher;
    }

    /** Seals it. What is larger than the topic takes is left out: then only where it lies is told, for as long as it lies there. */
    public CloudEvent seal(Written written) {
        byte[] content = content(written);
        return CloudEventBuilder.v1().withId(written.place()).withSource(ArrivalEnvelope.SOURCE).withType(TYPE).withTime(written.loggedAt().atOffset(ZoneOffset.UTC))
                .withData(ArrivalEnvelope.SEALED, content.length > LARGEST ? new byte[0] : cipher.seal(written.place(), content)).build();
    }

    /** Whether what was sealed is there whole. */
    public static boolean isWhole(CloudEvent sealed) {
        return Objects.requireNonNull(sealed.getData()).toBytes().length > 0;
    }

    /** @throws RuntimeException if it is no such message, or was sealed with another key */
    public Written open(CloudEvent event) {
        if (!TYPE.equals(event.getType())) {
            throw new IllegalArgumentException("Not a message refused: " + event.getType());
        }
        return of(event.getId(), Objects.requireNonNull(event.getTime()).toInstant(),
                cipher.open(event.getId(), Objects.requireNonNull(event.getData()).toBytes()));
    }

    /** Headers and value, one after the other, to be sealed otherwise. */
    public static byte[] content(Written written) {
        byte[] headers = JSON.writeValueAsBytes(written.headers());
        return ByteBuffer.allocate(Integer.BYTES + headers.length + written.value().length).putInt(headers.length).put(headers).put(written.value()).array();
    }

    /** The message that has this content. */
    public static Written of(String place, Instant loggedAt, byte[] content) {
        ByteBuffer read = ByteBuffer.wrap(content);
        byte[] headers = new byte[read.getInt()];
        byte[] value = new byte[content.length - Integer.BYTES - headers.length];
        read.get(headers).get(value);
        return new Written(place, loggedAt, JSON.readValue(headers, HEADERS), value);
    }
}
