package cn.tiyan.reporting.cube;

import java.util.Date;
import org.bson.BsonBinaryReader;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.io.ByteBufferBsonInput;

/**
 * Documents as they came from the database, opened level by level: of a large one, little is changed at once, and what nobody looks at
 * is written again as it is.
 */
final class Unopened {

    private Unopened() {
    }

    /** One level of it: numbers and times; what lies deeper stays closed. */
    static Document open(RawBsonDocument closed) {
        var document = new Document();
        var buffer = closed.getByteBuffer();
        try (var input = new ByteBufferBsonInput(buffer.duplicate()); var reader = new BsonBinaryReader(input)) {
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                String name = reader.readName();
                switch (reader.getCurrentBsonType()) {
                    case DOCUMENT -> {
                        int from = input.getPosition();
                        reader.skipValue();
                        document.put(name, new RawBsonDocument(buffer.array(), from, input.getPosition() - from));
                    }
                    case INT64 -> document.put(name, reader.readInt64());
                    case DATE_TIME -> document.put(name, new Date(reader.readDateTime()));
                    default -> throw new IllegalStateException("A cell holds no " + reader.getCurrentBsonType() + ": " + name);
                }
            }
        }
        return document;
    }

    /** What lies below this name, open; made, if there is nothing. */
    static Document within(Document document, String name) {
        return (Document) document.compute(name, (_, there) -> switch (there) {
            case null -> new Document();
            case RawBsonDocument closed -> open(closed);
            default -> there;
        });
    }
}
