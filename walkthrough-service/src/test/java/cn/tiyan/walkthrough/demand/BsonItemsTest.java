package cn.tiyan.walkthrough.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonInvalidOperationException;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class BsonItemsTest {

    private static Map<String, ItemSums> read(Document document) {
        Map<String, ItemSums> items = new HashMap<>();
        BsonItems.read(RawBsonDocument.parse(document.toJson()), items);
        Map<String, ItemSums> same = new HashMap<>();
        BsonItems.read(new RawBsonDocument(document, MongoClientSettings.getDefaultCodecRegistry().get(Document.class)), same);
        assertThat(same.keySet()).isEqualTo(items.keySet());
        return same;
    }

    @Test
    void readsEveryTallyOfEveryItemAndPassesOverTheRest() {
        var counts = new Document("unknown", 7).append("zz", 8).append("", 9).append("é", 10).append("aé", 11);
        Arrays.stream(Tally.values()).forEach(tally -> counts.append(tally.key(), tally.ordinal() % 2 == 0 ? (Object) (tally.ordinal() + 1) : (Object) (tally.ordinal() + 1L)));
        var document = new Document("_id", "210000|2026-01/12|3").append("asOf", new Date()).append("bucket", 3).append("c", new Document("11", 5L))
                .append("counted", new Document("feedback-1", 12345678901L)).append("ratio", 0.5).append("is", true).append("none", null)
                .append("i", new Document("1.2", new Document("n", "企业职工参保登记🚶").append("s", counts).append("later", List.of(1, "x")).append("l", "目录中的名称"))
                        .append("B%2E", new Document("w", "2026-06-01").append("n", 3).append("s", new Document())))
                .append("within", List.of("210000"));
        Map<String, ItemSums> items = read(document);
        assertThat(items.keySet()).containsExactlyInAnyOrder("1.2", "B.");
        ItemSums first = items.get("1.2");
        assertThat(first.name()).as("by the catalogue").isEqualTo("目录中的名称");
        assertThat(first.listed()).isTrue();
        for (Tally tally : Tally.values()) {
            assertThat(first.of(tally)).as(tally.name()).isEqualTo(tally.ordinal() + 1);
        }
        assertThat(items.get("B.").lastWalked()).hasToString("Optional[2026-06-01]");
        assertThat(items.get("B.").name()).as("a name that is none").isEqualTo("B.");
        assertThat(items.get("B.").listed()).isFalse();
    }

    @Test
    void addsToWhatIsKnown() {
        var document = new Document("i", new Document("A", new Document("n", "企业职工参保登记🚶").append("s", new Document("f", 2))));
        Map<String, ItemSums> items = new HashMap<>();
        var raw = new RawBsonDocument(document, MongoClientSettings.getDefaultCodecRegistry().get(Document.class));
        BsonItems.read(raw, items);
        BsonItems.read(raw, items);
        assertThat(items.get("A").of(Tally.FEEDBACK)).isEqualTo(4);
        assertThat(items.get("A").name()).isEqualTo("企业职工参保登记🚶");
    }

    @Test
    void saysSoWhereSumsHoldWhatTheyNeverHold() {
        assertThatThrownBy(() -> read(new Document("x", new ObjectId()))).isInstanceOf(BsonInvalidOperationException.class);
    }
}
