package cn.tiyan.platform.web;

import java.time.Instant;
import java.time.LocalDate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** A time is a text as ISO 8601 has it. A number could be seconds or milliseconds: what was meant is not guessed. */
final class TimeAsText extends DelegatingDeserializer {

    private TimeAsText(ValueDeserializer<?> text) {
        super(text);
    }

    @SuppressWarnings("unchecked")
    static JacksonModule module() {
        return new SimpleModule("TimeAsText")
                .addDeserializer(Instant.class, (ValueDeserializer<Instant>) (ValueDeserializer<?>) new TimeAsText(InstantDeserializer.INSTANT))
                .addDeserializer(LocalDate.class, (ValueDeserializer<LocalDate>) (ValueDeserializer<?>) new TimeAsText(LocalDateDeserializer.INSTANCE));
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> text) {
        return new TimeAsText(text);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
        return json.hasToken(JsonToken.VALUE_STRING) ? super.deserialize(json, context) : context.handleUnexpectedToken(getValueType(context), json);
    }
}
