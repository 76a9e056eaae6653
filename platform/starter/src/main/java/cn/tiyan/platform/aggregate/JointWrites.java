package cn.tiyan.platform.aggregate;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bson.Document;

/**
 * The guarded changes of one collection: those that wait at the same time go to the database as one request, which costs it, and
 * us, far less than as many requests. Who comes while nobody writes, writes at once and alone; who comes meanwhile waits for that
 * one write, and the first of them writes what waits for all of them. Each hears of its own change what it would have heard alone.
 */
final class JointWrites {

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean writing;

    /**
     * A change of one document.
     *
     * @param update guarded by what must still hold, the id among it
     * @param events ids of what it adds to the document's outbox, at least one: no other write adds them
     */
    record Change(String id, UpdateOneModel<Document> update, List<String> events) {
    }

    private static final class Waiting {

        private final Change change;
        /** True says that it is for this one to write; false, that others have. */
        private final CompletableFuture<Boolean> writes = new CompletableFuture<>();
        private final CompletableFuture<Boolean> stored = new CompletableFuture<>();

        Waiting(Change change) {
            this.change = change;
        }
    }

    /**
     * @return false if what the guard asks for does not hold: then nothing is changed
     * @throws MongoException if the database refuses this change, or does not say what became of it
     */
    boolean write(MongoCollection<Document> collection, Change change) {
        var mine = new Waiting(change);
        synchronized (this) {
            waiting.add(mine);
            if (!writing) {
                writing = true;
                mine.writes.complete(true);
            }
        }
        if (mine.writes.join()) {
            writeWaiting(collection);
        }
        try {
            return mine.stored.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void writeWaiting(MongoCollection<Document> collection) {
        List<Waiting> group;
        synchronized (this) {
            // All of them: where the database does not answer, nobody waits for longer than two vain attempts.
            group = List.copyOf(waiting);
            waiting.clear();
        }
        try {
            write(collection, group);
        } catch (RuntimeException | Error e) {
            group.forEach(each -> each.stored.completeExceptionally(e));
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

    private static void write(MongoCollection<Document> collection, List<Waiting> group) {
        if (group.size() == 1) {
            group.getFirst().stored.complete(isWritten(collection, group.getFirst().change.update()));
            return;
        }
        BulkWriteResult result;
        try {
            result = collection.bulkWrite(group.stream().map(each -> each.change.update()).toList(), new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            for (BulkWriteError error : e.getWriteErrors()) {
                group.get(error.getIndex()).stored.completeExceptionally(new MongoWriteException(error, e.getServerAddress(), e.getErrorLabels()));
            }
            result = e.getWriteResult();
        } catch (MongoException e) {
            throw e;
        } catch (RuntimeException e) {
            // One of them cannot even be sent: the others are not to suffer for it. Those before it may have been sent.
            lookWhichAreStored(collection, group.stream().filter(each -> !isWrittenAlone(collection, each)).toList());
            return;
        }
        List<Waiting> open = group.stream().filter(each -> !each.stored.isDone()).toList();
        if (result.getMatchedCount() < open.size()) {
            lookWhichAreStored(collection, open);
        } else {
            open.forEach(each -> each.stored.complete(true));
        }
    }

    /** One change by itself: whether what its guard asks for held. */
    static boolean isWritten(MongoCollection<Document> collection, UpdateOneModel<Document> update) {
        return collection.updateOne(update.getFilter(), Objects.requireNonNull(update.getUpdate()), update.getOptions()).getMatchedCount() == 1;
    }

    /** Whether what became of it is known. */
    private static boolean isWrittenAlone(MongoCollection<Document> collection, Waiting one) {
        try {
            return isWritten(collection, one.change.update()) && one.stored.complete(true);
        } catch (RuntimeException e) {
            return one.stored.completeExceptionally(e);
        }
    }

    /**
     * Of changes that found nothing to change the database tells the number only. The events of those that are stored are in their
     * documents still: the relay has not heard of them yet.
     */
    private static void lookWhichAreStored(MongoCollection<Document> collection, List<Waiting> group) {
        Map<String, List<String>> events = new HashMap<>();
        List<String> ids = group.stream().map(each -> each.change.id()).distinct().toList();
        collection.find(new Document("_id", new Document("$in", ids))).projection(new Document(AggregateStore.OUTBOX + "._id", 1)).forEach(found ->
                events.put(found.getString("_id"), found.getList(AggregateStore.OUTBOX, Document.class, List.of()).stream().map(entry -> entry.getString("_id")).toList()));
        group.forEach(each -> each.stored.complete(events.getOrDefault(each.change.id(), List.of()).containsAll(each.change.events())));
    }
}
