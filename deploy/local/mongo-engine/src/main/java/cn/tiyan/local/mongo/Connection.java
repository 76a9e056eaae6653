package cn.tiyan.local.mongo;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.Socket;

/** One driver's connection: reads a request, has it answered, writes the reply, until the driver or we hang up. */
final class Connection implements Runnable {

    private final Socket socket;
    private final NativeEngine engine;
    private final int id;

    Connection(Socket socket, NativeEngine engine, int id) {
        this.socket = socket;
        this.engine = engine;
        this.id = id;
    }

    @Override
    public void run() {
        try (socket;
                var session = engine.session()) {
            serve(new CommandHandler(session, id));
        } catch (MalformedMessage e) {
            System.out.println("connection " + id + " closed: " + e.getMessage());
        } catch (IOException e) {
            // The driver went away, or we are stopping: nothing is lost that was acknowledged.
        } catch (EngineException | RuntimeException | OutOfMemoryError e) {
            System.out.println("connection " + id + " closed: " + e);
        }
    }

    private void serve(CommandHandler handler) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream(), 1 << 15);
        var out = new BufferedOutputStream(socket.getOutputStream(), 1 << 15);
        int replies = 0;
        for (var request = WireMessage.read(in); request != null; request = WireMessage.read(in)) {
            var reply = handler.answer(request.command());
            if (request.expectsReply()) {
                request.reply(out, ++replies, reply);
                out.flush();
            }
        }
    }

    /** Makes {@link #run()} return once the command in hand is done. */
    void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            // already closed
        }
    }
}
