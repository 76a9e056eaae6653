package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Event;
import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON: absent rather than null, and tolerant of fields a later release added. */
public final class EventJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private EventJson() {
    }

    /** The event as it travels. */
    public static String write(Event event) {
        return JSON.writeValueAsString(event);
    }

    /** @throws tools.jackson.core.JacksonException if it is not such an event */
    public static <E extends Event> E read(byte[] data, Class<E> type) {
        return JSON.readValue(data, type);
    }
}
