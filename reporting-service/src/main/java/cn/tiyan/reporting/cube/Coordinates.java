package cn.tiyan.reporting.cube;

import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Where in the cube something is counted.
 *
 * @param subject what is counted
 * @param day ISO date in China of when it came to be: an issue stays with the day it was found
 * @param within codes from the province down to the unit it belongs to, as the tree was when it was counted there
 * @param source {@link cn.tiyan.contracts.vocabulary.SourceKind}, recruitment or role, by subject
 * @param kind kind of issue, channel or category, by subject
 * @param dimension of the five, where known
 * @param item service item code, where known
 */
record Coordinates(Subject subject, String day, List<String> within, @Nullable String source, @Nullable String kind,
        @Nullable String dimension, @Nullable String item) {

    /** The unit it belongs to. */
    String unit() {
        return within.getLast();
    }

    /** The same, counted for another unit. */
    Coordinates movedTo(List<String> within) {
        return new Coordinates(subject, day, within, source, kind, dimension, item);
    }

    /** The same, in this dimension. */
    Coordinates in(String dimension) {
        return new Coordinates(subject, day, within, source, kind, dimension, item);
    }

    /** The same, on that day. */
    Coordinates on(String day) {
        return new Coordinates(subject, day, within, source, kind, dimension, item);
    }

    Document document() {
        var document = new Document("subject", subject.name()).append("day", day).append("within", within);
        put(document, "source", source);
        put(document, "kind", kind);
        put(document, "dimension", dimension);
        put(document, "item", item);
        return document;
    }

    private static void put(Document document, String field, @Nullable String value) {
        if (value != null) {
            document.append(field, value);
        }
    }

    static Coordinates of(Document document) {
        return new Coordinates(Subject.valueOf(document.getString("subject")), document.getString("day"), document.getList("within", String.class),
                document.getString("source"), document.getString("kind"), document.getString("dimension"), document.getString("item"));
    }
}
