package cn.tiyan.testkit;

import org.bson.Document;

/** What another replica writes while this one has an aggregate in hand. */
public final class WrittenElsewhere {

    private WrittenElsewhere() {
    }

    /**
     * An update as another replica's would be: it raises the version, and whoever decided on an earlier one is refused.
     *
     * @param set fields and their values
     */
    public static Document setting(Document set) {
        return new Document("$set", new Document(set).append("marks.0", Long.MAX_VALUE)).append("$inc", new Document("version", 1L));
    }
}
