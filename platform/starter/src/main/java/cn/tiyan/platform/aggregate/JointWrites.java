package cn.tiyan.platform.aggregate;

import cn.tiyan.platform.storage.Duplicates;
import com.mongodb.ClientBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.bulk.ClientBulkWriteOptions;
import com.mongodb.client.model.bulk.ClientBulkWriteResult;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * New documents and guarded changes, of whatever collections: those that wait at the same time go to the database as one request,
 * which costs it, and us, far less than as many requests. Who comes while nobody writes, writes at once and alone; who comes
 * meanwhile waits for that one write, and the first of them writes what waits for all of them. Each hears of its own write what it
 * would have heard alone.
 */
final class JointWrites {

    private static final ClientBulkWriteOptions EACH_BY_ITSELF = ClientBulkWriteOptions.clientBulkWriteOptions().ordered(false).verboseResults(true);

    private final MongoClient database;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean writing;

    JointWrites(MongoClient database) {
        this.database = database;
    }

    /**
     * What became of a write.
     *
     * @param stored false if there is nothing like what was to be changed
     * @param failure why the database did not do it, or did not say whether it did
     */
    record Outcome(boolean stored, @Nullable RuntimeException failure) {

        /**
         * Whether it is stored.
         *
         * @throws RuntimeException if that failed, or is not known
         */
        boolean isStored() {
            if (failure != null) {
                throw failure;
            }
            return stored;
        }

        /** Whether one of its keys was there. */
        boolean isTaken() {
            return failure instanceof MongoWriteException refused && Duplicates.is(refused.getError());
        }

        /** Whether the database refused it for this reason. */
        boolean isRefused(int code) {
            return failure instanceof MongoWriteException refused && refused.getCode() == code;
        }
    }

    private static final class Waiting {

        private final ClientNamespacedWriteModel write;
        /** True says that it is for this one to write; false, that others have. */
        private final CompletableFuture<Boolean> writes = new CompletableFuture<>();
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        Waiting(ClientNamespacedWriteModel write) {
            this.write = write;
        }
    }

    /** @param write encoded already: what cannot be encoded is to hurt nobody else */
    Outcome write(ClientNamespacedWriteModel write) {
        var mine = new Waiting(write);
        synchronized (this) {
            waiting.add(mine);
            if (!writing) {
                writing = true;
                mine.writes.complete(true);
            }
        }
        if (mine.writes.join()) {
            writeWaiting();
        }
        return mine.outcome.join();
    }

    private void writeWaiting() {
        List<Waiting> group;
        synchronized (this) {
            // All of them: where the database does not answer, nobody waits for longer than two vain attempts.
            group = List.copyOf(waiting);
            waiting.clear();
        }
        try {
            List<Outcome> outcomes = writeAll(group.stream().map(each -> each.write).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome.complete(outcomes.get(i));
            }
        } catch (RuntimeException e) {
            group.forEach(each -> each.outcome.complete(new Outcome(false, e)));
        } catch (Error e) {
            group.forEach(each -> each.outcome.completeExceptionally(e));
            throw e;
        } finally {
            synchronized (this) {
                writing = !waiting.isEmpty();
                if (writing) {
                    waiting.element().writes.complete(true);
                }
            }
            group.forEach(each -> each.writes.complete(false));
        }
    }

    /**
     * Writes all of them with one request, waiting for nobody; what becomes of one does not depend on the others.
     *
     * @throws MongoException if it is not known of any what became of it
     */
    List<Outcome> writeAll(List<ClientNamespacedWriteModel> writes) {
        ClientBulkWriteResult result;
        Map<Integer, WriteError> refused = Map.of();
        try {
            result = database.bulkWrite(writes, EACH_BY_ITSELF);
        } catch (ClientBulkWriteException e) {
            if (e.getCause() != null || !e.getWriteConcernErrors().isEmpty()) {
                throw Objects.requireNonNullElse(e.getCause(), e);
            }
            result = e.getPartialResult().orElse(null);
            refused = e.getWriteErrors();
        }
        var results = result == null ? null : result.getVerboseResults().orElseThrow();
        List<Outcome> outcomes = new ArrayList<>(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            WriteError error = refused.get(i);
            if (error != null) {
                outcomes.add(new Outcome(false, new MongoWriteException(error, new ServerAddress(), Set.of())));
            } else {
                var change = Objects.requireNonNull(results).getUpdateResults().get(i);
                outcomes.add(new Outcome(change == null || change.getMatchedCount() == 1, null));
            }
        }
        return outcomes;
    }
}
