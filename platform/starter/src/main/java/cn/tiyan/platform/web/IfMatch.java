package cn.tiyan.platform.web;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.refusal.Refusal;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * The version a change is meant for, from the If-Match header. As a controller's parameter it is required: 428 without it.
 *
 * @param version of the aggregate as the caller read it
 */
public record IfMatch(long version) {

    private static final Pattern ETAG = Pattern.compile("\\s*\"(\\d{1,18})\"\\s*");

    static IfMatch parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw Refusal.versionRequired();
        }
        Matcher etag = ETAG.matcher(header);
        if (!etag.matches()) {
            throw Refusal.malformed("If-Match", "应为读取时得到的 ETag，例如 \"3\"");
        }
        return new IfMatch(Long.parseLong(etag.group(1)));
    }

    /** Answers with a view of the aggregate and its version as ETag. */
    public static <T> ResponseEntity<T> tagged(Aggregate aggregate, T view) {
        return tagged(aggregate.version(), view);
    }

    /** The same where only its version is at hand. */
    public static <T> ResponseEntity<T> tagged(long version, T view) {
        return ResponseEntity.ok().eTag("\"" + version + "\"").body(view);
    }

    /**
     * Answers a request that begins something: 201 with its address, or 200 where the same request had been made before.
     *
     * @param answer what is said of it either way, see {@link #tagged}
     */
    public static <T> ResponseEntity<T> begun(boolean fresh, String address, ResponseEntity<T> answer) {
        return fresh ? ResponseEntity.created(URI.create(address)).headers(answer.getHeaders()).body(answer.getBody()) : answer;
    }
}
