package cn.tiyan.platform.aggregate;

import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.id.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;

/**
 * One line of an aggregate's history: who did what, when and why, chained to the line before it, so that nobody quietly edits
 * the past.
 *
 * @param number 1 for the first entry
 * @param at when it happened, to the millisecond (what the database keeps)
 * @param by account of who did it, or the name of the service that did
 * @param byUnit unit of who did it, where it was a person
 * @param action what was done, a verb of the domain such as {@code dispatch}
 * @param note why or with what words; no personal data
 * @param hash SHA-256, hexadecimal, over the previous entry's hash and all fields of this one
 */
public record HistoryEntry(
        int number, Instant at, String by, @Nullable String byUnit, String action, @Nullable String note, String hash) {

    static final String BEGINNING = "0".repeat(64);

    static HistoryEntry next(@Nullable HistoryEntry previous, Instant at, Actor by, String action, @Nullable String note) {
        int number = previous == null ? 1 : previous.number + 1;
        String hash = hash(previous == null ? BEGINNING : previous.hash, number, at, by.account(), by.unit(), action, note);
        return new HistoryEntry(number, at, by.account(), by.unit(), action, note, hash);
    }

    boolean follows(@Nullable HistoryEntry previous) {
        return number == (previous == null ? 1 : previous.number + 1)
                && hash.equals(hash(previous == null ? BEGINNING : previous.hash, number, at, by, byUnit, action, note));
    }

    /** Every field is preceded by its length, so that no two different entries spell the same text. */
    private static String hash(String previous, int number, Instant at, String by, @Nullable String byUnit, String action, @Nullable String note) {
        var text = new StringBuilder(previous);
        for (String part : new String[] {Integer.toString(number), Long.toString(at.toEpochMilli()), by, byUnit, action, note}) {
            text.append(part == null ? "-" : part.length() + ":" + part);
        }
        return HexFormat.of().formatHex(Ids.sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** How it lies in the database. Written by hand, as is the way back: a long history is most of what a command reads. */
    @WritingConverter
    enum Writing implements Converter<HistoryEntry, Document> {
        INSTANCE;

        @Override
        public Document convert(HistoryEntry entry) {
            var document = new Document("number", entry.number()).append("at", Date.from(entry.at())).append("by", entry.by());
            if (entry.byUnit() != null) {
                document.append("byUnit", entry.byUnit());
            }
            document.append("action", entry.action());
            if (entry.note() != null) {
                document.append("note", entry.note());
            }
            return document.append("hash", entry.hash());
        }
    }

    /** How it comes back. */
    @ReadingConverter
    enum Reading implements Converter<Document, HistoryEntry> {
        INSTANCE;

        @Override
        public HistoryEntry convert(Document entry) {
            return new HistoryEntry(entry.getInteger("number"), entry.getDate("at").toInstant(), entry.getString("by"), entry.getString("byUnit"),
                    entry.getString("action"), entry.getString("note"), entry.getString("hash"));
        }
    }
}
