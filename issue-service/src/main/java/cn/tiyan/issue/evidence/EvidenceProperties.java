package cn.tiyan.issue.evidence;

import jakarta.validation.constraints.AssertTrue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How evidence is kept, and how much of it; {@code tiyan.issue.evidence}. Read when the service starts.
 *
 * @param store where files are kept; the files of one store are not looked for in the other
 * @param largestFile one file
 * @param mostPerIssue all files of one issue together, of what shows what was done and of what shows what was found each
 * @param markingMemory what marking one download may take of the heap; a sixth of it where nothing is said. A larger picture is
 *     handed out on a smaller scale
 * @param s3 needed if that is the store
 */
@Validated
@ConfigurationProperties("tiyan.issue.evidence")
public record EvidenceProperties(
        @DefaultValue("gridfs") Store store,
        @DefaultValue("20MB") DataSize largestFile,
        @DefaultValue("200MB") DataSize mostPerIssue,
        @Nullable DataSize markingMemory,
        @Nullable S3 s3) {

    /** Which store. */
    public enum Store {
        /** In this service's own database. */
        GRIDFS,
        /** Any store that speaks S3. */
        S3
    }

    /**
     * An S3-compatible store. The bucket must exist, be private, and belong to this service alone.
     *
     * @param endpoint address; empty for the one that belongs to the region
     * @param accessKey from the environment
     * @param secretKey from the environment
     * @param pathStyle whether the bucket is named in the path rather than in the host name: most stores of one's own want that
     */
    public record S3(
            @DefaultValue("") String endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String bucket,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey,
            @DefaultValue("true") boolean pathStyle) {

        @Override
        public String toString() {
            return "S3 bucket " + bucket + " at " + endpoint;
        }
    }

    @AssertTrue(message = "tiyan.issue.evidence.s3 needs an http(s) endpoint or none, a region, a bucket, an access key and a secret key")
    boolean isStoreReachable() {
        return store != Store.S3 || s3 != null && s3.endpoint().matches("(https?://.+)?") && !s3.region().isBlank()
                && !s3.bucket().isBlank() && !s3.accessKey().isBlank() && !s3.secretKey().isBlank();
    }

    @AssertTrue(message = "tiyan.issue.evidence.largest-file must be at least 1 KB, and most-per-issue at least as much as that")
    boolean isSizeSensible() {
        return largestFile.toBytes() >= 1024 && mostPerIssue.compareTo(largestFile) >= 0;
    }

    @AssertTrue(message = "tiyan.issue.evidence.marking-memory must be at least 4 MB")
    boolean isMarkingPossible() {
        return markingMemory == null || markingMemory.toMegabytes() >= 4;
    }

    /** Bytes that marking one download may take. */
    long markingBytes() {
        return markingMemory == null ? Runtime.getRuntime().maxMemory() / 6 : markingMemory.toBytes();
    }
}
