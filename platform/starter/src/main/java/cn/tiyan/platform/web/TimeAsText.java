package cn.tiyan.platform.web;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * A time is a text as ISO 8601 has it. A number could be seconds or milliseconds: what was meant is not guessed. Its year has four
 * digits: what lies beyond no database holds, and there no day has a next one.
 */
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
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return context.handleUnexpectedToken(getValueType(context), json);
        }
        if (isBeyond(json.getString())) {
            return context.handleWeirdStringValue(handledType(), json.getString(), "year of other than four digits");
        }
        return super.deserialize(json, context);
    }

    /** The same for a parameter; none where it is empty. */
    static @Nullable Instant instant(String text) {
        if (text.isBlank()) {
            return null;
        }
        if (isBeyond(text)) {
            throw new IllegalArgumentException("year of other than four digits");
        }
        return Instant.parse(text);
    }

    /** Other years than those of four digits have a sign before them. */
    private static boolean isBeyond(String time) {
        String signed = time.trim();
        return signed.startsWith("-") || signed.startsWith("+");
    }
}
