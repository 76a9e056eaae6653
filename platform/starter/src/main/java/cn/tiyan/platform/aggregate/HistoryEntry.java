package cn.tiyan.platform.aggregate;

import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.id.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

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
}
