package cn.tiyan.feedback.intake.messaging;

import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.intake.PushedEvent;
import cn.tiyan.feedback.intake.Written;
import cn.tiyan.feedback.intake.WrittenEnvelope;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A push as a message of {@link #TOPIC}: a CloudEvent 1.0, binary or structured, signed in its headers as a request is: the method
 * is {@code KAFKA}, the path the topic and the kind of push, the body the message's value.
 *
 * @param kind what is pushed
 * @param request what was signed
 */
record Inbound(PushKind kind, SignedRequest request) {

    /** Where senders that have Kafka write to. */
    static final String TOPIC = WrittenEnvelope.TOPIC;
    private static final String METHOD = "KAFKA";
    private static final String CONTENT_TYPE = "content-type";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String EVENT = "ce_";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Who reads it. */
    static String group(String service) {
        return service + ".inbound";
    }

    /** The message as it lies in the topic. */
    static Written written(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : message.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new Written(message.topic() + "-" + message.partition() + "@" + message.offset(), Instant.ofEpochMilli(message.timestamp()), headers,
                message.value() == null ? new byte[0] : message.value());
    }

    /** @throws Refusal malformed, if it does not say what it is */
    static Inbound of(Written message) {
        String type = isStructured(message) ? type(message.value()) : message.header(EVENT + "type");
        PushKind kind = PushKind.ofEventType(String.valueOf(type)).orElseThrow(() -> Refusal.malformed("type", "不是平台接受的 CloudEvents 类型"));
        return new Inbound(kind, new SignedRequest(METHOD, TOPIC + "/" + kind.path(), message.header(SignedRequest.SENDER),
                message.header(SignedRequest.TIMESTAMP), message.header(SignedRequest.NONCE), message.header(SignedRequest.SIGNATURE),
                message.header(SignedRequest.KEY), message.value()));
    }

    /**
     * The push itself.
     *
     * @throws Refusal malformed, if the event around it does not fit
     */
    byte[] push(Written message) {
        if (isStructured(message)) {
            return PushedEvent.structured(kind, request.body());
        }
        Map<String, String> attributes = new TreeMap<>();
        message.headers().forEach((name, value) -> {
            if (name.startsWith(EVENT)) {
                attributes.put(name.substring(EVENT.length()), value);
            }
        });
        String content = message.header(CONTENT_TYPE);
        if (content != null) {
            attributes.put("datacontenttype", content);
        }
        PushedEvent.requireFitting(kind, attributes);
        return request.body();
    }

    private static boolean isStructured(Written message) {
        String content = message.header(CONTENT_TYPE);
        return content != null && content.startsWith(STRUCTURED);
    }

    /** Looked up only to know what to check it against: whether it is a good event is found out then. */
    private static @Nullable String type(byte[] event) {
        try {
            JsonNode type = JSON.readTree(event).path("type");
            return type.isString() ? type.stringValue() : null;
        } catch (JacksonException e) {
            throw Refusal.malformed("(body)", "不是有效的 JSON");
        }
    }
}
