package cn.tiyan.feedback.intake;

import cn.tiyan.feedback.sender.PushLimits;
import cn.tiyan.platform.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** The items of a batch, one after another. */
interface BatchItems extends AutoCloseable {

    /** The next item's bytes, empty if it is too long to be read; null after the last. */
    byte @Nullable [] next() throws IOException;

    @Override
    void close() throws IOException;

    /** Stands for an item that is longer than allowed. */
    byte[] TOO_LONG = new byte[0];

    /**
     * How many items there are.
     *
     * @throws Refusal malformed, if they cannot be told from one another; too large, if there are too many
     */
    static int count(Spool spool, BatchForm form, PushLimits limits) throws IOException {
        int count = 0;
        try (BatchItems items = of(spool, form, limits)) {
            while (items.next() != null) {
                if (++count > limits.items()) {
                    throw Refusal.tooLarge("一批最多 " + limits.items() + " 条，请分批推送");
                }
            }
        }
        return count;
    }

    static BatchItems of(Spool spool, BatchForm form, PushLimits limits) throws IOException {
        int longest = (int) limits.item().toBytes();
        return switch (form) {
            case LINES -> new Lines(spool.open(), longest);
            case EVENTS -> new Events(spool, longest, limits.items());
        };
    }

    /** Lines that are not blank. */
    final class Lines implements BatchItems {

        private final InputStream in;
        private final int longest;
        private final byte[] buffer = new byte[16 * 1024];
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        private int from;
        private int end;

        Lines(InputStream in, int longest) {
            this.in = in;
            this.longest = longest;
        }

        @Override
        public byte @Nullable [] next() throws IOException {
            line.reset();
            boolean tooLong = false;
            boolean blank = true;
            while (from < end || fill()) {
                int stop = from;
                while (stop < end && buffer[stop] != '\n') {
                    stop++;
                }
                int taken = Math.min(stop - from, longest - line.size());
                tooLong |= taken < stop - from;
                blank = blank && isBlank(from, from + taken);
                line.write(buffer, from, taken);
                from = stop;
                if (stop < end) {
                    from++;
                    if (!blank) {
                        break;
                    }
                    line.reset();
                    tooLong = false;
                }
            }
            return blank ? null : tooLong ? TOO_LONG : line.toByteArray();
        }

        private boolean fill() throws IOException {
            from = 0;
            end = Math.max(0, in.read(buffer));
            return end > 0;
        }

        private boolean isBlank(int first, int after) {
            for (int i = first; i < after; i++) {
                if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Elements of a JSON array. Where each begins and ends is found out first: if that cannot be told, there are none. */
    final class Events implements BatchItems {

        private static final String BODY = "(body)";
        private static final JsonFactory JSON = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(41).maxNumberLength(64).build())
                .build();

        private final InputStream in;
        private final int longest;
        private final List<long[]> places = new ArrayList<>();
        private long position;
        private int at;

        Events(Spool spool, int longest, int most) throws IOException {
            this.longest = longest;
            try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), spool.open())) {
                if (json.nextToken() != JsonToken.START_ARRAY) {
                    throw Refusal.malformed(BODY, "应为 CloudEvents 的 JSON 数组");
                }
                while (json.nextToken() != JsonToken.END_ARRAY && places.size() <= most) {
                    if (json.currentToken() != JsonToken.START_OBJECT) {
                        throw Refusal.malformed("[" + places.size() + "]", "应为一个 CloudEvents 1.0 的 JSON 对象");
                    }
                    long from = json.currentTokenLocation().getByteOffset();
                    json.skipChildren();
                    places.add(new long[] {from, json.currentLocation().getByteOffset()});
                    if (from < 0) {
                        throw Refusal.malformed(BODY, "不是 UTF-8 编码");
                    }
                }
                if (json.currentToken() == JsonToken.END_ARRAY && json.nextToken() != null) {
                    throw Refusal.malformed(BODY, "不是有效的 JSON");
                }
            } catch (JacksonException e) {
                throw Refusal.malformed(BODY, "不是有效的 JSON，或在中途截断");
            }
            this.in = spool.open();
        }

        @Override
        public byte @Nullable [] next() throws IOException {
            if (at == places.size()) {
                return null;
            }
            long[] place = places.get(at++);
            in.skipNBytes(place[0] - position);
            long length = place[1] - place[0];
            position = place[1];
            if (length > longest) {
                in.skipNBytes(length);
                return TOO_LONG;
            }
            return in.readNBytes((int) length);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
