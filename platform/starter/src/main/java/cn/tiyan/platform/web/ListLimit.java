package cn.tiyan.platform.web;

import java.util.Collection;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/**
 * Takes no list that is longer than the longest of ours may be. How long each may be is said where it is declared, but that is
 * looked at together with its elements, and the time it takes to tell what is wrong with them grows with the square of their number.
 */
final class ListLimit extends DelegatingDeserializer {

    private static final int MOST = 1000;

    private ListLimit(ValueDeserializer<?> list) {
        super(list);
    }

    static JacksonModule module() {
        return new SimpleModule("ListLimit").setDeserializerModifier(new ValueDeserializerModifier() {
            @Override
            public ValueDeserializer<?> modifyCollectionDeserializer(DeserializationConfig config, CollectionType type, BeanDescription.Supplier described,
                    ValueDeserializer<?> list) {
                return new ListLimit(list);
            }

            @Override
            public ValueDeserializer<?> modifyMapDeserializer(DeserializationConfig config, MapType type, BeanDescription.Supplier described,
                    ValueDeserializer<?> map) {
                return new ListLimit(map);
            }
        });
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> list) {
        return new ListLimit(list);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
        Object read = super.deserialize(json, context);
        int size = read instanceof Collection<?> list ? list.size() : read instanceof Map<?, ?> map ? map.size() : 0;
        if (size > MOST) {
            throw new StreamConstraintsException("more than " + MOST + " elements", json.currentLocation());
        }
        return read;
    }
}
