package cn.tiyan.feedback.open311;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report as anybody may see it: without the place, without who reported it.
 *
 * @param id its {@code service_request_id}
 * @param closed whether it is dealt with
 * @param notes how it stands, in words
 * @param serviceCode what was reported; null until it is processed
 * @param serviceName the same in words
 * @param description what the citizen wrote, masked
 * @param agency name of the unit that handles it, or is asked to
 * @param requestedAt when it was reported
 * @param updatedAt since when it stands so
 * @param revision counts what was told of it, from 0
 */
public record CivicRequest(String id, boolean closed, String notes, @Nullable String serviceCode, @Nullable String serviceName, @Nullable String description,
        @Nullable String agency, @Nullable Instant requestedAt, @Nullable Instant updatedAt, int revision) {

    /** Open or closed, as the standard says it. */
    public String status() {
        return closed ? "closed" : "open";
    }
}
