package cn.tiyan.platform.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

class StateConverterTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    private final StateConverter converter = converter();

    private static StateConverter converter() {
        var conversions = new MongoCustomConversions(AggregateConfiguration.conversions());
        var mapping = new MongoMappingContext();
        mapping.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        return new StateConverter(mapping, conversions);
    }

    interface Shape {
    }

    record Circle(int radius) implements Shape {
    }

    record Box(String name, List<String> labels) {
    }

    static class Shelf extends Aggregate {

        private Box box = new Box("一", List.of("甲"));
        private Shape shape = new Circle(2);
        private @Nullable String remark = "有";
        private final List<Box> boxes = new ArrayList<>(List.of(new Box("二", new ArrayList<>(List.of("乙")))));
        private final Map<String, Integer> counts = new HashMap<>(Map.of("丙", 1));

        Shelf() {
            super("shf_1", "210100", List.of("210000", "210100"), NOON);
        }
    }

    private Shelf stored() {
        var shelf = new Shelf();
        shelf.known(converter.state(shelf));
        return shelf;
    }

    private Document whole(Shelf shelf) {
        var whole = new Document();
        converter.write(shelf, whole);
        return whole;
    }

    private Document before(Shelf shelf) {
        return Objects.requireNonNull(shelf.known()).document();
    }

    @Test
    void writesWhatHasChangedAndTakesTheRestFromWhatWasKnown() {
        var shelf = stored();
        shelf.boxes.add(new Box("三", List.of()));
        shelf.counts.put("丙", 2);
        shelf.shape = new Circle(3);
        Document after = converter.state(shelf).document();

        assertThat(after).isEqualTo(whole(shelf)).isNotEqualTo(before(shelf));
        assertThat(after.get("box")).isSameAs(before(shelf).get("box"));
        assertThat(after.getList("boxes", Document.class)).extracting(box -> box.get("name")).containsExactly("二", "三");
        assertThat(after.get("counts", Document.class)).containsEntry("丙", 2);
    }

    @Test
    void takesAnEqualValueForTheSame() {
        var shelf = stored();
        shelf.box = new Box("一", List.of("甲"));
        assertThat(converter.state(shelf).document().get("box")).isSameAs(before(shelf).get("box"));
    }

    @Test
    void leavesOutWhatIsNoMore() {
        var shelf = stored();
        shelf.remark = null;
        assertThat(converter.state(shelf).document()).doesNotContainKey("remark").isEqualTo(whole(shelf));
        shelf.known(converter.state(shelf));
        shelf.remark = "又有";
        assertThat(converter.state(shelf).document()).containsEntry("remark", "又有");
    }

    @Test
    void knowsWhatWasReadAsItWas() {
        Document document = whole(new Shelf());
        Shelf read = converter.read(Shelf.class, document);
        read.known(converter.known(read, document));
        assertThat(converter.state(read).document()).isEqualTo(document);
        read.box = new Box("四", List.of());
        assertThat(converter.state(read).document()).isEqualTo(whole(read)).isNotEqualTo(document);
    }

    @Test
    void addsWhatADocumentFromBeforeDoesNotHave() {
        Document document = whole(new Shelf());
        document.remove("counts");
        Shelf read = converter.read(Shelf.class, document);
        read.known(converter.known(read, document));
        assertThat(converter.state(read).document()).isEqualTo(whole(new Shelf()));
    }

    /** Wherever assertions are on, as they are in all tests: otherwise the change would be lost. */
    @Test
    void findsOutWhoChangesAValueInPlace() {
        var shelf = stored();
        shelf.boxes.getFirst().labels().add("丁");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> converter.state(shelf)).withMessageContaining("in place");
    }
}
