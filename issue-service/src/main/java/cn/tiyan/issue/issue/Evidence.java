package cn.tiyan.issue.issue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.Indexed;

/**
 * A reference to a file that shows what was found or done.
 *
 * @param evidenceId the same for the same content in the same issue, so that handing it in twice adds it once
 * @param file where the file is kept; indexed, so that files nobody refers to are found
 * @param name its cleaned name; its ending tells its type
 * @param type media type, detected from the content
 * @param size bytes
 * @param sha256 hexadecimal; indexed, so that the same content on another issue is found
 * @param sm3 hexadecimal, GB/T 32905
 * @param by account that handed it in
 * @param unit code of its unit; null where that was not kept yet
 * @param at when
 * @param byRaiser whether whoever raised the issue handed it in; null if not
 * @param elsewhere whether the same content was on another issue by then; null if not
 */
public record Evidence(
        String evidenceId,
        @Indexed(sparse = true) String file,
        String name,
        String type,
        long size,
        @Indexed(sparse = true) String sha256,
        String sm3,
        String by,
        @Nullable String unit,
        Instant at,
        @Nullable Boolean byRaiser,
        @Nullable Boolean elsewhere) {

    /** What was handed in by whoever raised the issue shows what was found, not what was done about it. */
    boolean raised() {
        return Boolean.TRUE.equals(byRaiser);
    }

    /** One photo that closes two issues calls for a look. */
    public boolean secondHand() {
        return Boolean.TRUE.equals(elsewhere);
    }

    /** Whether this unit handed it in, or it is from before that was kept. */
    boolean isOf(String code) {
        return unit == null || unit.equals(code);
    }

    Evidence handedIn(String unit, boolean raised) {
        return new Evidence(evidenceId, file, name, type, size, sha256, sm3, by, unit, at, raised ? true : null, elsewhere);
    }
}
