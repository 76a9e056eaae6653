package cn.tiyan.platform.aggregate;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.mapping.context.MappingContext;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoPersistentEntity;
import org.springframework.data.mongodb.core.mapping.MongoPersistentProperty;
import org.springframework.util.ReflectionUtils;

/**
 * Makes the document of an aggregate's state. A command changes few of many properties: what still is as it was is taken over from
 * the document there is. That rests on what aggregates hold: values that never change, and lists, sets and maps of such values.
 */
final class StateConverter extends MappingMongoConverter {

    private final Map<Class<?>, List<Slot>> slots = new ConcurrentHashMap<>();

    /** What is written of an aggregate; read from the field, as every aggregate is read many times a second. */
    private record Slot(MongoPersistentProperty property, String name, Field field) {

        @Nullable Object of(Aggregate aggregate) {
            return ReflectionUtils.getField(field, aggregate);
        }
    }

    StateConverter(MappingContext<? extends MongoPersistentEntity<?>, MongoPersistentProperty> mapping, MongoCustomConversions conversions) {
        super(NoOpDbRefResolver.INSTANCE, mapping);
        setCustomConversions(conversions);
        afterPropertiesSet();
    }

    /**
     * An aggregate as it was read or last written.
     *
     * @param document whole, with history and outbox; nobody changes it
     * @param values in its slots, in their order
     */
    record Known(Document document, @Nullable Object[] values) {
    }

    /** What was read as this document. */
    Known known(Aggregate read, Document document) {
        return new Known(document, slots(read).stream().map(slot -> kept(slot.of(read))).toArray());
    }

    /** The state as a document of its own, without what the store adds to it; and the values it was made of. */
    Known state(Aggregate aggregate) {
        Known before = aggregate.known();
        if (before == null) {
            return known(aggregate, whole(aggregate));
        }
        var state = new Document();
        @Nullable Object[] values = before.values().clone();
        int i = 0;
        for (Slot slot : slots(aggregate)) {
            Object value = slot.of(aggregate);
            Object there = before.document().get(slot.name());
            if (value != null && there != null && value.equals(values[i])) {
                state.put(slot.name(), there);
            } else {
                values[i] = kept(value);
                if (value != null) {
                    state.put(slot.name(), converted(slot.property(), value));
                }
            }
            i++;
        }
        getTypeMapper().writeType(aggregate.getClass(), state);
        assert alike(state, whole(aggregate)) : "What " + aggregate.getClass() + " holds has changed in place";
        return new Known(state, values);
    }

    /** Whether they are the same, but for bytes: what is encrypted never looks the same twice. */
    private static boolean alike(@Nullable Object one, @Nullable Object other) {
        return switch (one) {
            case Document document when other instanceof Document that -> document.keySet().equals(that.keySet())
                    && document.keySet().stream().allMatch(field -> alike(document.get(field), that.get(field)));
            case List<?> list when other instanceof List<?> that -> list.size() == that.size()
                    && IntStream.range(0, list.size()).allMatch(i -> alike(list.get(i), that.get(i)));
            case null, default -> Objects.equals(one, other) || isBytes(one) && isBytes(other);
        };
    }

    private static boolean isBytes(@Nullable Object value) {
        return value instanceof byte[] || value instanceof Binary;
    }

    private Document whole(Aggregate aggregate) {
        var state = new Document();
        write(aggregate, state);
        return state;
    }

    private List<Slot> slots(Aggregate aggregate) {
        return slots.computeIfAbsent(aggregate.getClass(), type -> {
            List<Slot> written = new ArrayList<>();
            for (MongoPersistentProperty property : mappingContext.getRequiredPersistentEntity(type)) {
                if (property.isWritable()) {
                    Field field = Objects.requireNonNull(property.getField());
                    ReflectionUtils.makeAccessible(field);
                    written.add(new Slot(property, property.getFieldName(), field));
                }
            }
            return List.copyOf(written);
        });
    }

    /** As it is now: the aggregate may yet add to its lists. */
    private static @Nullable Object kept(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> Collections.unmodifiableList(new ArrayList<>(list));
            case Set<?> set -> new LinkedHashSet<>(set);
            case Map<?, ?> map -> new LinkedHashMap<>(map);
            case null, default -> value;
        };
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object converted(MongoPersistentProperty property, Object value) {
        if (value instanceof Collection<?> collection) {
            return createCollection(collection, property);
        }
        if (value instanceof Map<?, ?> map) {
            return createMap((Map<Object, Object>) map, property);
        }
        if (conversions.isSimpleType(value.getClass()) || conversions.hasCustomWriteTarget(value.getClass())) {
            return convertToMongoType(value, (TypeInformation<?>) null);
        }
        var document = new Document();
        writeInternal(value, document, mappingContext.getRequiredPersistentEntity(value.getClass()));
        addCustomTypeKeyIfNecessary(TypeInformation.of(property.getRawType()), value, document);
        return document;
    }
}
