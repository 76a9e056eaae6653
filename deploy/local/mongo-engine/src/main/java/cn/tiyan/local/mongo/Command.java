package cn.tiyan.local.mongo;

import java.util.List;
import java.util.Set;

/**
 * A command as the engine takes it: one BSON document, with neither the fields that belong to a driver's connection nor the
 * document sequences a driver sends beside the body.
 *
 * @param name the command's name, the first key of its body
 * @param database the database it is for
 * @param body the document for the engine
 * @param inTransaction whether the driver meant it as a part of a multi-document transaction
 */
record Command(String name, String database, byte[] body, boolean inTransaction) {

    /**
     * What drivers add for a server of their own: the engine rejects these, and without logical sessions they mean nothing.
     */
    private static final Set<String> ENVELOPE =
            Set.of(
                    "$db",
                    "lsid",
                    "$clusterTime",
                    "$readPreference",
                    "txnNumber",
                    "autocommit",
                    "startTransaction",
                    "apiVersion",
                    "apiStrict",
                    "apiDeprecationErrors",
                    "$topologyTime");

    private static final Set<String> OF_A_TRANSACTION = Set.of("commitTransaction", "abortTransaction");

    /**
     * What the majority of one server means: this one, with the write in its journal. The engine itself acknowledges "majority"
     * before the write is in the journal, and a process killed then forgets what it acknowledged.
     */
    private static final byte[] JOURNALED = new BsonWriter().number("w", 1).flag("j", true).toBytes();

    /** Documents sent beside a body, to be read as the array {@code name} of it: the bytes between two indexes of a message. */
    record Sequence(String name, int from, int to) {}

    /**
     * Folds a message's body and sequences into one command.
     *
     * @param message the message the indexes point into; its documents have been checked
     * @param bodyStart where the body begins
     * @param sequences the documents beside the body
     * @param databaseOrNull the database where the message names it outside of the body, else null
     */
    static Command fold(byte[] message, int bodyStart, List<Sequence> sequences, String databaseOrNull)
            throws MalformedMessage {
        var reader = new BsonReader(message);
        var body = new BsonWriter(message.length + 64);
        String name = null;
        var database = databaseOrNull;
        var inTransaction = false;
        for (int at = bodyStart + 4, next; message[at] != 0; at = next) {
            next = reader.elementEnd(at);
            var key = reader.name(at);
            if (name == null) {
                name = key;
            }
            switch (key) {
                case "$db" -> database = reader.text(at);
                case "startTransaction" -> inTransaction |= reader.truthy(at);
                case "autocommit" -> inTransaction |= !reader.truthy(at);
                default -> { /* not ours */ }
            }
            if (key.equals("writeConcern") && asksForMajority(reader, at)) {
                body.document(key, JOURNALED, 0, JOURNALED.length);
            } else if (!ENVELOPE.contains(key)) {
                body.element(message, at, next);
            }
        }
        if (name == null || database == null) {
            throw new MalformedMessage("a command without a name or a database");
        }
        for (var sequence : sequences) {
            body.array(sequence.name(), itemsOf(message, reader, sequence));
        }
        return new Command(name, database, body.toBytes(), inTransaction || OF_A_TRANSACTION.contains(name));
    }

    private static boolean asksForMajority(BsonReader reader, int element) throws MalformedMessage {
        if (reader.type(element) != 3) {
            return false;
        }
        for (int at = reader.value(element) + 4; reader.type(at) != 0; at = reader.elementEnd(at)) {
            if (reader.name(at).equals("w") && reader.type(at) == 2) {
                return reader.text(at).equals("majority");
            }
        }
        return false;
    }

    private static byte[] itemsOf(byte[] message, BsonReader reader, Sequence sequence) throws MalformedMessage {
        var items = new BsonWriter(sequence.to() - sequence.from() + 1024);
        int index = 0;
        for (int at = sequence.from(); at < sequence.to(); ) {
            int end = reader.documentEnd(at, sequence.to());
            items.document(Integer.toString(index++), message, at, end);
            at = end;
        }
        return items.toBytes();
    }
}
