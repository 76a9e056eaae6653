package cn.tiyan.platform.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.tiyan.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Query;

class ListingTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    private static final Listing<Row> SOONEST_FIRST = Listing.soonestFirst("due", Row.class, Row::due, Row::id);

    record Row(@Id String id, String title, Instant due) {
    }

    @Test
    void readsTheFieldsOfItsRecordAndNoOthers() {
        assertThat(SOONEST_FIRST.applied(new Query()).getFieldsObject()).isEqualTo(new Document("_id", 1).append("title", 1).append("due", 1));
    }

    @Test
    void sortsByItsTimeAndThenByIdInTheSameDirection() {
        assertThat(SOONEST_FIRST.applied(new Query()).getSortObject()).isEqualTo(new Document("due", 1).append("_id", 1));
        assertThat(Listing.newestFirst(Row.class, Row::due, Row::id).applied(new Query()).getSortObject())
                .isEqualTo(new Document("createdAt", -1).append("_id", -1));
    }

    @Test
    void saysByWhichIndexAndForHowLong() {
        Query query = SOONEST_FIRST.by("desk").noLongerThan(Duration.ofSeconds(2)).applied(new Query());
        assertThat(query.getHint()).isEqualTo("desk");
        assertThat(query.getMeta().getMaxTimeMsec()).isEqualTo(2000);
    }

    @Test
    void goesOnAfterTheLastItemAmongEqualTimesToo() {
        PageKey place = PageKey.parse(SOONEST_FIRST.key(new Row("b 1", "二", NOON)).toString(), "due");
        assertThat(place).isEqualTo(new PageKey("due", NOON, "b 1"));
        assertThat(place.further(Sort.Direction.ASC).getCriteriaObject()).isEqualTo(new Document("due", new Document("$gte", NOON)).append("$or", List.of(
                new Document("due", new Document("$gt", NOON)),
                new Document("due", NOON).append("_id", new Document("$gt", "b 1")))));
        assertThat(place.further(Sort.Direction.DESC).getCriteriaObject().toString()).contains("$lte", "$lt").doesNotContain("$gt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "due", "due 1", "due x a", "createdAt 1 a", "due 99999999999999999999 a"})
    void takesNoPlaceThatIsNoneInThisList(String place) {
        String text = Base64.getUrlEncoder().encodeToString(place.getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> PageKey.parse(text, "due"))
                .satisfies(refusal -> assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly("after"));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> PageKey.parse("%" + text, "due"));
    }
}
