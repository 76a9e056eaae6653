package cn.tiyan.local.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes one BSON document, element by element. */
final class BsonWriter {

    private final ByteArrayOutputStream out;

    BsonWriter() {
        this(256);
    }

    BsonWriter(int expectedSize) {
        out = new ByteArrayOutputStream(expectedSize);
        writeInt(0); // room for the length
    }

    BsonWriter number(String name, double value) {
        head(1, name);
        writeLong(Double.doubleToLongBits(value));
        return this;
    }

    BsonWriter number(String name, int value) {
        head(16, name);
        writeInt(value);
        return this;
    }

    BsonWriter text(String name, String value) {
        var utf8 = value.getBytes(UTF_8);
        head(2, name);
        writeInt(utf8.length + 1);
        out.writeBytes(utf8);
        out.write(0);
        return this;
    }

    BsonWriter flag(String name, boolean value) {
        head(8, name);
        out.write(value ? 1 : 0);
        return this;
    }

    BsonWriter date(String name, long epochMillis) {
        head(9, name);
        writeLong(epochMillis);
        return this;
    }

    BsonWriter document(String name, byte[] source, int from, int to) {
        head(3, name);
        out.write(source, from, to - from);
        return this;
    }

    BsonWriter array(String name, byte[] items) {
        head(4, name);
        out.writeBytes(items);
        return this;
    }

    /** An element as it stands elsewhere, type and name included. */
    BsonWriter element(byte[] source, int from, int to) {
        out.write(source, from, to - from);
        return this;
    }

    byte[] toBytes() {
        out.write(0);
        var bytes = out.toByteArray();
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) (bytes.length >>> 8 * i);
        }
        return bytes;
    }

    private void head(int type, String name) {
        out.write(type);
        out.writeBytes(name.getBytes(UTF_8));
        out.write(0);
    }

    private void writeInt(int value) {
        for (int i = 0; i < 4; i++) {
            out.write(value >>> 8 * i);
        }
    }

    private void writeLong(long value) {
        writeInt((int) value);
        writeInt((int) (value >>> 32));
    }
}
