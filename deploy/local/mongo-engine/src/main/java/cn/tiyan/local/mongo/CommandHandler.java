package cn.tiyan.local.mongo;

import java.util.Set;

/** Answers one connection's commands: most by the engine, a few here, because the engine does not serve connections. */
final class CommandHandler {

    private static final int LOGICAL_SESSION_MINUTES = 30;

    /** Logical sessions do not exist in the engine, and asking it for them ends the process. */
    private static final Set<String> SESSION_COMMANDS =
            Set.of(
                    "startSession",
                    "refreshSessions",
                    "endSessions",
                    "killSessions",
                    "killAllSessions",
                    "killAllSessionsByPattern");

    private static final Set<String> GREETINGS = Set.of("hello", "isMaster", "ismaster");

    /** Fields of the engine's greeting we leave out: it compresses nothing, and does not push news of its topology. */
    private static final Set<String> NOT_IN_GREETING =
            Set.of(
                    "compression",
                    "topologyVersion",
                    "maxMessageSizeBytes",
                    "logicalSessionTimeoutMinutes",
                    "localTime",
                    "connectionId",
                    "helloOk",
                    "ismaster");

    private final NativeEngine.Session session;
    private final int connectionId;

    CommandHandler(NativeEngine.Session session, int connectionId) {
        this.session = session;
        this.connectionId = connectionId;
    }

    /** The reply document; an error of the engine is a reply too. */
    byte[] answer(Command command) {
        if (command.inTransaction()) {
            return error(
                    20,
                    "IllegalOperation",
                    "This server does not support multi-document transactions. Write one document at a time, or connect to a"
                            + " replica set.");
        }
        if (SESSION_COMMANDS.contains(command.name())) {
            return new BsonWriter().number("ok", 1.0).toBytes();
        }
        if (command.name().equals("getLog")) {
            return new BsonWriter()
                    .number("totalLinesWritten", 0)
                    .array("log", new BsonWriter().toBytes())
                    .number("ok", 1.0)
                    .toBytes();
        }
        if (command.name().equals("shutdown")) {
            return error(20, "IllegalOperation", "Stop this server by ending its process.");
        }
        try {
            return GREETINGS.contains(command.name())
                    ? greeting(command.name())
                    : session.run(command.database(), command.body());
        } catch (EngineException | MalformedMessage e) {
            return error(1, "InternalError", e.getMessage());
        }
    }

    private byte[] greeting(String name) throws EngineException, MalformedMessage {
        var fromEngine = session.run("admin", new BsonWriter().number("hello", 1).toBytes());
        var reader = new BsonReader(fromEngine);
        var greeting = new BsonWriter(512);
        for (int at = 4, next; fromEngine[at] != 0; at = next) {
            next = reader.elementEnd(at);
            if (!NOT_IN_GREETING.contains(reader.name(at))) {
                greeting.element(fromEngine, at, next);
            }
        }
        if (!name.equals("hello")) {
            greeting.flag("ismaster", true);
        }
        return greeting
                .flag("helloOk", true)
                .number("maxMessageSizeBytes", WireMessage.MAX_LENGTH)
                .number("logicalSessionTimeoutMinutes", LOGICAL_SESSION_MINUTES)
                .number("connectionId", connectionId)
                .date("localTime", System.currentTimeMillis())
                .toBytes();
    }

    private static byte[] error(int code, String codeName, String message) {
        return new BsonWriter()
                .number("ok", 0.0)
                .text("errmsg", message)
                .number("code", code)
                .text("codeName", codeName)
                .toBytes();
    }
}
