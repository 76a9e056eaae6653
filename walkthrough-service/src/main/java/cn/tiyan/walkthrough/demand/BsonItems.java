package cn.tiyan.walkthrough.demand;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a document of sums out of its bytes. An answer passes over some hundred thousand counts; the driver's reader makes a
 * name and keeps a state for each of them, which took longer than everything else together.
 */
final class BsonItems {

    private static final int KEY_BITS = 7;
    private static final @Nullable Tally[] BY_KEY = new Tally[1 << 2 * KEY_BITS];

    static {
        for (Tally tally : Tally.values()) {
            String key = tally.key();
            BY_KEY[key.length() == 1 ? key.charAt(0) : key.charAt(0) | key.charAt(1) << KEY_BITS] = tally;
        }
    }

    private final ByteBuffer in;
    private final byte[] bytes;
    /** Where the name that was read last begins and ends. */
    private int from;
    private int to;

    private BsonItems(ByteBuffer document) {
        bytes = new byte[document.remaining()];
        document.get(bytes);
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Adds what a document has counted of each item to what is known of it. */
    static void read(RawBsonDocument document, Map<String, ItemSums> items) {
        new BsonItems(document.getByteBuffer().asNIO()).document(items);
    }

    private void document(Map<String, ItemSums> items) {
        in.getInt();
        for (int type = next(); type != 0; type = next()) {
            if (type == BsonType.DOCUMENT.getValue() && isNamed('i')) {
                in.getInt();
                for (int item = next(); item != 0; item = next()) {
                    item(items.computeIfAbsent(Cell.itemAt(name()), ItemSums::new));
                }
            } else {
                skip(type);
            }
        }
    }

    private void item(ItemSums sums) {
        in.getInt();
        for (int type = next(); type != 0; type = next()) {
            if (type == BsonType.STRING.getValue() && isNamed('n')) {
                sums.named(text());
            } else if (type == BsonType.STRING.getValue() && isNamed('w')) {
                sums.lastWalked(text());
            } else if (type == BsonType.STRING.getValue() && isNamed('l')) {
                sums.namedByCatalogue(text());
            } else if (type == BsonType.DOCUMENT.getValue() && isNamed('s')) {
                counts(sums);
            } else {
                skip(type);
            }
        }
    }

    private void counts(ItemSums sums) {
        in.getInt();
        for (int type = next(); type != 0; type = next()) {
            Tally tally = tally();
            if (tally != null && type == BsonType.INT32.getValue()) {
                sums.add(tally, in.getInt());
            } else if (tally != null && type == BsonType.INT64.getValue()) {
                sums.add(tally, in.getLong());
            } else {
                skip(type);
            }
        }
    }

    /** Reads the type and passes over the name of what comes next; 0 at the end of the document. */
    private int next() {
        int type = in.get();
        if (type != 0) {
            from = in.position();
            int at = from;
            while (bytes[at] != 0) {
                at++;
            }
            to = at;
            in.position(at + 1);
        }
        return type;
    }

    private boolean isNamed(char letter) {
        return to == from + 1 && bytes[from] == letter;
    }

    private String name() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private @Nullable Tally tally() {
        int first = bytes[from];
        return switch (to - from) {
            case 1 -> first < 0 ? null : BY_KEY[first];
            case 2 -> first < 0 || bytes[from + 1] < 0 ? null : BY_KEY[first | bytes[from + 1] << KEY_BITS];
            default -> null;
        };
    }

    private String text() {
        int length = in.getInt();
        String text = new String(bytes, in.position(), length - 1, StandardCharsets.UTF_8);
        pass(length);
        return text;
    }

    private void skip(int type) {
        switch (BsonType.findByValue(type)) {
            case DOUBLE, DATE_TIME, TIMESTAMP, INT64 -> pass(Long.BYTES);
            case INT32 -> pass(Integer.BYTES);
            case BOOLEAN -> pass(1);
            case NULL -> { /* has nothing to pass over */ }
            case STRING -> pass(in.getInt());
            // Its length counts itself.
            case DOCUMENT, ARRAY -> pass(in.getInt() - Integer.BYTES);
            default -> throw new BsonInvalidOperationException("No sums hold a value of type " + type);
        }
    }

    private void pass(int length) {
        in.position(in.position() + length);
    }
}
