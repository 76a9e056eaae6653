package cn.tiyan.feedback.intake;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that a sender wrote to Kafka itself, whole: so that it can be taken later just as it would have been then.
 *
 * @param place topic, partition and offset
 * @param loggedAt when the broker took it; signatures are held against that
 * @param headers by name; of several of one name the last
 * @param value what was signed
 */
public record Written(String place, Instant loggedAt, Map<String, String> headers, byte[] value) {

    /** One of the headers; null where it is absent. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
