package cn.tiyan.local.mongo;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/**
 * The engine library, called through the foreign function interface. Only one engine can be open in a process, and all of its
 * life (load, initialize, open, close) stays on one thread: the library ties itself to the thread that loaded it.
 */
@SuppressWarnings("restricted") // foreign calls are what this class is for
final class NativeEngine implements AutoCloseable {

    /** Query planning recurses deeply; the JVM's own default stack may be set very small. In bytes, of address space only. */
    static final long STACK_BYTES = 16L << 20;

    private static final Linker LINKER = Linker.nativeLinker();

    /** Severities below this are warnings, errors and worse; the engine's ordinary chatter is left out. */
    private static final int INFORMATION = -1;

    private static final long OPTIONS_BYTES = 24;
    private static final long OPTIONS_CACHE_MB = 8;

    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle sessionOpen;
    private final MethodHandle sessionRun;
    private final MethodHandle sessionClose;
    private final MethodHandle free;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile MemorySegment handle;

    private NativeEngine(SymbolLookup library) {
        open = function(library, "open_with_options", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
        close = function(library, "close", JAVA_INT, ADDRESS, ADDRESS);
        sessionOpen = function(library, "session_open", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        sessionRun =
                function(
                        library, "session_run_command", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
        sessionClose = function(library, "session_close", JAVA_INT, ADDRESS, ADDRESS);
        free = LINKER.downcallHandle(symbol(library, "free"), FunctionDescriptor.ofVoid(ADDRESS));
    }

    /**
     * Loads the library and opens the data directory.
     *
     * @param cacheMegabytes ceiling of the storage engine's cache
     * @throws EngineException when the engine refuses to open, with its reason
     */
    static NativeEngine open(Path library, Path dataDirectory, int cacheMegabytes) throws EngineException {
        var opened = new CompletableFuture<NativeEngine>();
        Thread.ofPlatform()
                .name("engine")
                .daemon()
                .stackSize(4 * STACK_BYTES)
                .start(() -> live(library, dataDirectory, cacheMegabytes, opened));
        try {
            return opened.join();
        } catch (CompletionException e) {
            throw new EngineException(String.valueOf(e.getCause().getMessage()));
        }
    }

    private static void live(Path library, Path data, int cacheMegabytes, CompletableFuture<NativeEngine> opened) {
        NativeEngine engine;
        try {
            var symbols = SymbolLookup.libraryLookup(library, Arena.global());
            engine = new NativeEngine(symbols);
            engine.initialize(symbols);
            engine.openDirectory(data, cacheMegabytes);
        } catch (Throwable e) {
            opened.completeExceptionally(e);
            return;
        }
        opened.complete(engine);
        try {
            engine.closing.await();
            engine.closeDirectory();
            engine.closed.complete(null);
        } catch (Throwable e) {
            engine.closed.completeExceptionally(e);
        }
    }

    private void initialize(SymbolLookup library) throws Throwable {
        var initialize = function(library, "initialize", JAVA_INT, ADDRESS, ADDRESS);
        var shape =
                FunctionDescriptor.ofVoid(
                        JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
        var log = MethodHandles.lookup().findStatic(NativeEngine.class, "log", shape.toMethodType());
        var callback = LINKER.upcallStub(log, shape, Arena.global());
        try (var arena = Arena.ofConfined()) {
            var error = arena.allocate(ADDRESS);
            check((int) initialize.invokeExact(callback, error), error);
        }
    }

    private void openDirectory(Path data, int cacheMegabytes) throws Throwable {
        try (var arena = Arena.ofConfined()) {
            var error = arena.allocate(ADDRESS);
            var result = arena.allocate(ADDRESS);
            var path = arena.allocateFrom(data.toAbsolutePath().toString());
            var options = arena.allocate(OPTIONS_BYTES, 8); // what stays zero is the library's own default
            options.set(JAVA_LONG, 0, OPTIONS_BYTES);
            options.set(JAVA_INT, OPTIONS_CACHE_MB, cacheMegabytes);
            check((int) open.invokeExact(path, path.byteSize() - 1, options, result, error), error);
            handle = result.get(ADDRESS, 0);
        }
    }

    private void closeDirectory() throws Throwable {
        try (var arena = Arena.ofConfined()) {
            var error = arena.allocate(ADDRESS);
            check((int) close.invokeExact(handle, error), error);
        }
    }

    /** A session for the calling thread, which alone may use and close it. */
    Session session() throws EngineException {
        return new Session();
    }

    /** Writes everything out and closes the data directory. Every session must be closed before. */
    @Override
    public void close() throws EngineException {
        closing.countDown();
        try {
            closed.join();
        } catch (CompletionException e) {
            throw new EngineException(String.valueOf(e.getCause().getMessage()));
        }
    }

    /** One client of the engine. */
    final class Session implements AutoCloseable {

        private final Arena arena = Arena.ofConfined();
        private final MemorySegment error = arena.allocate(ADDRESS);
        private final MemorySegment response = arena.allocate(16, 8);
        private final MemorySegment session;

        private Session() throws EngineException {
            try {
                var result = arena.allocate(ADDRESS);
                check((int) sessionOpen.invokeExact(handle, result, error), error);
                session = result.get(ADDRESS, 0);
            } catch (Throwable e) {
                arena.close();
                throw engineFailure(e);
            }
        }

        /**
         * Runs one command.
         *
         * @return the engine's reply document, which says itself whether the command succeeded
         * @throws EngineException when the engine could not even reply
         */
        byte[] run(String database, byte[] command) throws EngineException {
            try (var call = Arena.ofConfined()) {
                var name = call.allocateFrom(JAVA_BYTE, database.getBytes(UTF_8));
                var body = call.allocateFrom(JAVA_BYTE, command);
                check(
                        (int)
                                sessionRun.invokeExact(
                                        session, name, name.byteSize(), body, body.byteSize(), response, error),
                        error);
                var data = response.get(ADDRESS, 0);
                try {
                    return data.reinterpret(response.get(JAVA_LONG, 8)).toArray(JAVA_BYTE);
                } finally {
                    free.invokeExact(data);
                }
            } catch (Throwable e) {
                throw engineFailure(e);
            }
        }

        @Override
        public void close() throws EngineException {
            try {
                check((int) sessionClose.invokeExact(session, error), error);
            } catch (Throwable e) {
                throw engineFailure(e);
            } finally {
                arena.close();
            }
        }
    }

    /** The library tells a failure by a number other than zero and a text that is ours to free. */
    private void check(int outcome, MemorySegment error) throws Throwable {
        if (outcome == 0) {
            return;
        }
        var text = error.get(ADDRESS, 0);
        if (text.address() == 0) {
            throw new EngineException("the engine failed with " + outcome);
        }
        var message = text.reinterpret(Integer.MAX_VALUE).getString(0);
        free.invokeExact(text);
        error.set(ADDRESS, 0, MemorySegment.NULL);
        throw new EngineException(message);
    }

    private static EngineException engineFailure(Throwable thrown) {
        return switch (thrown) {
            case EngineException e -> e;
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            default -> new EngineException(String.valueOf(thrown.getMessage()));
        };
    }

    /** Called by the engine's own threads; nothing may be thrown back into them. */
    private static void log(
            int severity,
            int id,
            MemorySegment component,
            long componentLength,
            MemorySegment context,
            long contextLength,
            MemorySegment message,
            long messageLength,
            MemorySegment record,
            long recordLength) {
        try {
            if (severity < INFORMATION) {
                System.out.println(
                        "engine: " + text(message, messageLength) + " [" + id + "] " + text(record, recordLength));
            }
        } catch (Throwable e) {
            System.out.println("engine: a log line could not be read");
        }
    }

    private static String text(MemorySegment at, long length) {
        return new String(at.reinterpret(length).toArray(JAVA_BYTE), UTF_8);
    }

    private static MethodHandle function(
            SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbol(library, name), FunctionDescriptor.of(result, arguments));
    }

    private static MemorySegment symbol(SymbolLookup library, String name) {
        return library
                .find("embedded_mongodb_" + name)
                .orElseThrow(() -> new IllegalStateException("the engine library has no function " + name));
    }
}
