package cn.tiyan.local.mongo;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Finds the bounds of BSON elements in a byte array. It checks the structure all the way down, because the engine, living in
 * the same process, trusts what it is handed: a length that points outside its document would end the whole process.
 */
final class BsonReader {

    /** As deep as MongoDB lets documents nest. */
    private static final int MAX_DEPTH = 200;

    private static final int DOCUMENT = 3;
    private static final int ARRAY = 4;

    private final byte[] bytes;
    private final ByteBuffer numbers;

    BsonReader(byte[] bytes) {
        this.bytes = bytes;
        this.numbers = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    }

    int type(int element) {
        return bytes[element];
    }

    String name(int element) {
        return new String(bytes, element + 1, nameEnd(element, bytes.length - 1) - element - 1, UTF_8);
    }

    /** Where the value of the element begins. */
    int value(int element) {
        return nameEnd(element, bytes.length - 1) + 1;
    }

    /** The text of a string element. */
    String text(int element) throws MalformedMessage {
        if (type(element) != 2) {
            throw new MalformedMessage("not a string: " + name(element));
        }
        int value = value(element);
        return new String(bytes, value + 4, numbers.getInt(value) - 1, UTF_8);
    }

    /** Whether the element holds true, or a number other than zero. */
    boolean truthy(int element) {
        int value = value(element);
        return switch (type(element)) {
            case 1 -> numbers.getDouble(value) != 0;
            case 8 -> bytes[value] != 0;
            case 16 -> numbers.getInt(value) != 0;
            case 18 -> numbers.getLong(value) != 0;
            default -> false;
        };
    }

    /**
     * Checks the document that begins at {@code start} and must end at or before {@code limit}.
     *
     * @return the index just behind the document
     */
    int documentEnd(int start, int limit) throws MalformedMessage {
        return documentEnd(start, limit, 0);
    }

    private int documentEnd(int start, int limit, int depth) throws MalformedMessage {
        if (depth > MAX_DEPTH) {
            throw new MalformedMessage("document nested deeper than " + MAX_DEPTH);
        }
        int end = bounded(start, 4, limit) ? add(start, numbers.getInt(start)) : -1;
        if (end < start + 5 || end > limit || bytes[end - 1] != 0) {
            throw new MalformedMessage("document with a wrong length");
        }
        int element = start + 4;
        while (element < end - 1) {
            element = elementEnd(element, end - 1, depth);
        }
        return end;
    }

    /** The index just behind an element of a document that {@link #documentEnd(int, int)} has checked. */
    int elementEnd(int element) throws MalformedMessage {
        return elementEnd(element, bytes.length, 0);
    }

    private int elementEnd(int element, int limit, int depth) throws MalformedMessage {
        int value = nameEnd(element, limit) + 1;
        int end =
                switch (bytes[element]) {
                    case 6, 10, -1, 127 -> value; // undefined, null, min key, max key
                    case 8 -> value + 1; // boolean
                    case 16 -> value + 4; // int32
                    case 1, 9, 17, 18 -> value + 8; // double, date, timestamp, int64
                    case 7 -> value + 12; // object id
                    case 19 -> value + 16; // decimal128
                    case 2, 13, 14 -> stringEnd(value, limit); // string, code, symbol
                    case 5 -> add(value + 5, length(value, limit, 0)); // binary
                    case 12 -> stringEnd(value, limit) + 12; // database pointer
                    case 11 -> cStringEnd(cStringEnd(value, limit) + 1, limit) + 1; // regular expression
                    case DOCUMENT, ARRAY -> documentEnd(value, limit, depth + 1);
                    case 15 -> scopedCodeEnd(value, limit, depth);
                    default -> throw new MalformedMessage("unknown BSON type " + bytes[element]);
                };
        if (end < value || end > limit) {
            throw new MalformedMessage("element longer than its document");
        }
        return end;
    }

    private int scopedCodeEnd(int value, int limit, int depth) throws MalformedMessage {
        int end = add(value, length(value, limit, 14));
        if (end > limit || end < value || documentEnd(stringEnd(value + 4, end), end, depth + 1) != end) {
            throw new MalformedMessage("code with a wrong scope");
        }
        return end;
    }

    private int stringEnd(int value, int limit) throws MalformedMessage {
        int end = add(value + 4, length(value, limit, 1));
        if (end > limit || end < value || bytes[end - 1] != 0) {
            throw new MalformedMessage("string with a wrong length");
        }
        return end;
    }

    private int length(int at, int limit, int least) throws MalformedMessage {
        if (!bounded(at, 4, limit) || numbers.getInt(at) < least) {
            throw new MalformedMessage("wrong length");
        }
        return numbers.getInt(at);
    }

    private int nameEnd(int element, int limit) {
        int at = element + 1;
        while (at < limit && bytes[at] != 0) {
            at++;
        }
        return at;
    }

    private int cStringEnd(int at, int limit) throws MalformedMessage {
        int end = at;
        while (end < limit && bytes[end] != 0) {
            end++;
        }
        if (end >= limit) {
            throw new MalformedMessage("text without an end");
        }
        return end;
    }

    private static boolean bounded(int at, int size, int limit) {
        return at >= 0 && at <= limit - size;
    }

    /** A sum that turns negative, and so fails every bounds check, instead of wrapping round into the document. */
    private static int add(int at, int length) {
        return length < 0 || length > Integer.MAX_VALUE - at ? -1 : at + length;
    }
}
