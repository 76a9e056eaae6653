package cn.tiyan.local.mongo;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A request of MongoDB's wire protocol: OP_MSG, or the OP_QUERY with which drivers of every age greet a server.
 *
 * @param requestId the driver's number, repeated in the reply
 * @param legacy whether it came as OP_QUERY and wants an OP_REPLY
 * @param expectsReply false for unacknowledged writes
 * @param command what is asked for
 */
record WireMessage(int requestId, boolean legacy, boolean expectsReply, Command command) {

    /** No message of a driver is longer, in bytes. */
    static final int MAX_LENGTH = 48_000_000;

    private static final int HEADER = 16;
    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;

    private static final int CHECKSUM_PRESENT = 1;
    private static final int MORE_TO_COME = 2;
    private static final int REQUIRED_FLAGS = 0xffff;

    /**
     * Reads one message.
     *
     * @return null when the stream ends where a message could begin
     * @throws MalformedMessage when it is no message we know
     */
    static WireMessage read(InputStream in) throws IOException {
        var head = new byte[HEADER];
        int got = in.readNBytes(head, 0, HEADER);
        if (got == 0) {
            return null;
        }
        if (got < HEADER) {
            throw new EOFException("the stream ended inside a header");
        }
        var header = little(head);
        int length = header.getInt(0);
        int opcode = header.getInt(12);
        if (length < HEADER + 5 || length > MAX_LENGTH) {
            throw new MalformedMessage("message length " + length);
        }
        if (opcode != OP_MSG && opcode != OP_QUERY) {
            throw new MalformedMessage("opcode " + opcode);
        }
        var message = in.readNBytes(length - HEADER);
        if (message.length < length - HEADER) {
            throw new EOFException("the stream ended inside a message");
        }
        try {
            return opcode == OP_MSG ? message(header.getInt(4), message) : query(header.getInt(4), message);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new MalformedMessage("a length points outside of the message");
        }
    }

    private static WireMessage message(int requestId, byte[] message) throws MalformedMessage {
        var numbers = little(message);
        int flags = numbers.getInt(0);
        if ((flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) != 0) {
            throw new MalformedMessage("flags " + Integer.toHexString(flags));
        }
        int end = message.length - ((flags & CHECKSUM_PRESENT) != 0 ? 4 : 0);
        var reader = new BsonReader(message);
        int body = -1;
        var sequences = new ArrayList<Command.Sequence>();
        for (int at = 4; at < end; ) {
            int kind = message[at++];
            if (kind == 0 && body < 0) {
                body = at;
                at = reader.documentEnd(at, end);
            } else if (kind == 1) {
                int size = numbers.getInt(at);
                if (size < 5 || size > end - at) {
                    throw new MalformedMessage("a document sequence with a wrong length");
                }
                int nameEnd = endOfText(message, at + 4, at + size);
                sequences.add(new Command.Sequence(text(message, at + 4, nameEnd), nameEnd + 1, at + size));
                at += size;
            } else {
                throw new MalformedMessage("section kind " + kind);
            }
        }
        if (body < 0) {
            throw new MalformedMessage("no body");
        }
        return new WireMessage(
                requestId, false, (flags & MORE_TO_COME) == 0, Command.fold(message, body, sequences, null));
    }

    /** OP_QUERY: flags, "database.$cmd", two numbers, the command. */
    private static WireMessage query(int requestId, byte[] message) throws MalformedMessage {
        int nameEnd = endOfText(message, 4, message.length);
        var collection = text(message, 4, nameEnd);
        if (!collection.endsWith(".$cmd")) {
            throw new MalformedMessage("a legacy query");
        }
        int body = nameEnd + 9;
        new BsonReader(message).documentEnd(body, message.length);
        var database = collection.substring(0, collection.length() - ".$cmd".length());
        return new WireMessage(
                requestId, true, true, Command.fold(message, body, List.of(), database));
    }

    /** Writes the answer to this request; the caller flushes. */
    void reply(OutputStream out, int responseId, byte[] document) throws IOException {
        int beforeDocument = legacy ? 36 : 21;
        var head = ByteBuffer.allocate(beforeDocument).order(LITTLE_ENDIAN);
        head.putInt(beforeDocument + document.length).putInt(responseId).putInt(requestId);
        if (legacy) {
            head.putInt(OP_REPLY).putInt(8).putLong(0).putInt(0).putInt(1);
        } else {
            head.putInt(OP_MSG).putInt(0).put((byte) 0);
        }
        out.write(head.array());
        out.write(document);
    }

    private static int endOfText(byte[] message, int from, int limit) throws MalformedMessage {
        for (int at = from; at < limit; at++) {
            if (message[at] == 0) {
                return at;
            }
        }
        throw new MalformedMessage("text without an end");
    }

    private static String text(byte[] message, int from, int to) {
        return new String(message, from, to - from, UTF_8);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    }
}
