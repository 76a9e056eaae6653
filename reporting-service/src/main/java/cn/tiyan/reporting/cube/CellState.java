package cn.tiyan.reporting.cube;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * What one cell has counted of one partition, up to an offset. Who has counted up to the same offset has counted the same; so the one with
 * the greater offset stays, whoever writes it, and in whichever order.
 */
final class CellState {

    /** All that changes with each event. */
    static final String STATE = "state";
    /** First in {@link #STATE}, so the greater of two is the one that has counted more. */
    private static final String OFFSET = "offset";
    private static final String AS_OF = "asOf";

    private final Cell cell;
    private final int partition;
    private final boolean isNew;
    private final Document state;
    private final long counted;

    /** @param stored as it was read; null where there is none */
    CellState(Cell cell, int partition, @Nullable RawBsonDocument stored) {
        this.cell = cell;
        this.partition = partition;
        this.isNew = stored == null;
        this.state = stored == null ? new Document(OFFSET, -1L).append(AS_OF, new Date(0)) : Unopened.open((RawBsonDocument) stored.getDocument(STATE));
        this.counted = state.getLong(OFFSET);
    }

    static String id(Cell cell, int partition) {
        return cell.id() + "@" + partition;
    }

    Cell cell() {
        return cell;
    }

    /** Up to which offset it had counted when it was read; -1 if nothing. */
    long counted() {
        return counted;
    }

    /** Adds sums, by the path of a part and the keys of measures; what comes to nothing is not kept. */
    void add(Map<String, Map<String, Long>> parts, long offset, Instant time) {
        parts.forEach((part, sums) -> {
            Document in = state;
            for (String name : part.split("\\.")) {
                in = Unopened.within(in, name);
            }
            for (var sum : sums.entrySet()) {
                if (sum.getValue() != 0) {
                    in.merge(sum.getKey(), sum.getValue(), (before, more) -> (Long) before + (Long) more == 0 ? null : (Long) before + (Long) more);
                }
            }
        });
        state.put(OFFSET, Math.max(offset, state.getLong(OFFSET)));
        if (time.isAfter(state.getDate(AS_OF).toInstant())) {
            state.put(AS_OF, Date.from(time));
        }
    }

    /** One write: nothing that has counted more is overwritten. */
    WriteModel<Document> write() {
        return isNew ? new InsertOneModel<>(document()) : ifNewer();
    }

    /** Of one that is there by now, though it was not when it was looked for. */
    WriteModel<Document> ifNewer() {
        return new UpdateOneModel<>(new Document("_id", id(cell, partition)), new Document("$max", new Document(STATE, state)));
    }

    /** Whatever it has counted: of one that nobody else writes. */
    WriteModel<Document> overwrite() {
        return isNew ? new InsertOneModel<>(document())
                : new UpdateOneModel<>(new Document("_id", id(cell, partition)), new Document("$set", new Document(STATE, state)));
    }

    private Document document() {
        var document = new Document("_id", id(cell, partition)).append("subject", cell.subject().name()).append("period", cell.period())
                .append("unit", cell.unit()).append("within", cell.path());
        if (cell.parent() != null) {
            document.append("parent", cell.parent());
        }
        if (cell.page() != null) {
            document.append(Cube.PAGE, cell.page());
        }
        return document.append(STATE, state);
    }
}
