package cn.tiyan.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the record, the JSON Schema and the example of every event together. */
class ContractsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<Class<? extends Event>> events() {
        return Events.all().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void acceptsItsOwnExample(Class<? extends Event> event) {
        assertThat(schema(event).validate(example(event), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsAndWritesItsExampleWithoutLoss(Class<? extends Event> event) {
        JsonNode example = JSON.readTree(example(event));
        Object read = JSON.treeToValue(example, event);
        assertThat(JSON.<JsonNode>valueToTree(read)).isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("events")
    void describesExactlyTheComponentsOfTheRecord(Class<? extends Event> event) {
        assertDescribes(event, JSON.readTree(resource("schemas", event)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void refusesAnEventWithoutARequiredField(Class<? extends Event> event) {
        for (JsonNode required : JSON.readTree(resource("schemas", event)).get("required")) {
            var mutilated = (tools.jackson.databind.node.ObjectNode) JSON.readTree(example(event));
            mutilated.remove(required.asString());
            assertThat(schema(event).validate(mutilated.toString(), InputFormat.JSON)).as(required.asString()).isNotEmpty();
        }
    }

    @Test
    void listsEveryEventRecordInTheCatalogue() throws Exception {
        var root = Path.of(Event.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var files = Files.walk(root)) {
            Set<String> annotated = files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", ""))
                    .filter(name -> !name.endsWith("-info") && load(name).isAnnotationPresent(EventType.class))
                    .collect(Collectors.toSet());
            assertThat(Events.all().stream().map(Class::getName)).containsExactlyInAnyOrderElementsOf(annotated);
        }
    }

    /** A released schema is never edited: a new optional field, too, is a decision, made here by adding its digest anew. */
    @Test
    void keepsReleasedSchemasAsTheyWere() throws Exception {
        var frozen = new TreeMap<String, String>();
        for (String line : new String(read("frozen.sha256"), StandardCharsets.UTF_8).strip().split("\n")) {
            String[] parts = line.split("  ");
            frozen.put(parts[1], parts[0]);
        }
        var actual = new TreeMap<String, String>();
        for (Class<? extends Event> event : Events.all()) {
            actual.put(Events.typeOf(event), HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(resource("schemas", event))));
        }
        assertThat(actual).isEqualTo(frozen);
    }

    private static void assertDescribes(Class<?> record, JsonNode schema) {
        Map<String, RecordComponent> components = Arrays.stream(record.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, component -> component));
        assertThat(schema.get("properties").propertyNames()).as(record.getSimpleName()).containsExactlyInAnyOrderElementsOf(components.keySet());
        Set<String> required = new LinkedHashSet<>();
        schema.get("required").forEach(name -> required.add(name.asString()));
        components.forEach((name, component) -> {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
            assertThat(required.contains(name)).as("%s.%s required", record.getSimpleName(), name).isEqualTo(!optional);
            JsonNode property = schema.get("properties").get(name);
            if (component.getType().isEnum()) {
                assertThat(property.get("enum").valueStream().map(JsonNode::asString)).as(name)
                        .containsExactlyInAnyOrderElementsOf(Arrays.stream(component.getType().getEnumConstants()).map(Object::toString).toList());
            } else if (component.getType().isRecord()) {
                assertDescribes(component.getType(), property);
            }
        });
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema schema(Class<? extends Event> event) {
        return SCHEMAS.getSchema(new String(resource("schemas", event), StandardCharsets.UTF_8), InputFormat.JSON);
    }

    private static String example(Class<? extends Event> event) {
        return new String(resource("examples", event), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String folder, Class<? extends Event> event) {
        return read(folder + "/" + Events.typeOf(event) + ".json");
    }

    private static byte[] read(String name) {
        try (InputStream in = Event.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
