package cn.tiyan.feedback.sender;

import cn.tiyan.contracts.vocabulary.SourceKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The systems that may push.
 *
 * @param senders each with a key of its own
 */
@Validated
@ConfigurationProperties("tiyan.feedback")
record SenderProperties(@NotNull List<@Valid Entry> senders) {

    /**
     * One of them.
     *
     * @param id 3 to 64 lower-case letters, digits and dashes
     * @param name as officials see it
     * @param unit code of the area it speaks for
     * @param channels what it may push
     * @param key at least 32 bytes in base64, from the environment; checked where it is decoded, so that no message ever quotes it
     * @param keys more keys, for a change from one to the next with both good for a while
     * @param scheme the one way it may sign; where it is absent, any
     * @param quota how much it may push; where it is absent, any amount
     * @param webhook where it wants to be told of progress, if anywhere
     * @param apiKey of a civic app, which sends it along with each report instead of signing; at least 16 characters, from the environment.
     *     Where it is empty, the app may not report
     * @param profile the mapping profile that translates what it pushes; where it is absent, it speaks as the schemas do
     */
    record Entry(
            @NotBlank @Pattern(regexp = "[a-z0-9-]{3,64}") String id,
            @NotBlank String name,
            @NotBlank @Pattern(regexp = "[0-9]{6}") String unit,
            @NotEmpty Set<SourceKind> channels,
            @Nullable String key,
            @Nullable List<@Valid Key> keys,
            @Nullable SignatureScheme scheme,
            @Valid @Nullable Quota quota,
            @Nullable @Valid WebhookEntry webhook,
            @Nullable String apiKey,
            @Nullable String profile) {

        @Override
        public String toString() {
            return "Sender " + id;
        }
    }

    /**
     * One key of several.
     *
     * @param id as in the header {@code Tiyan-Key}
     * @param key at least 32 bytes in base64
     * @param notBefore when it begins to be good, where it is not so already
     * @param notAfter when it ceases to be good, where it ever does
     */
    record Key(@NotBlank @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String id, String key, @Nullable Instant notBefore, @Nullable Instant notAfter) {

        @Override
        public String toString() {
            return "Key " + id;
        }
    }

    /**
     * How much a sender may push; each replica counts by itself.
     *
     * @param itemsPerSecond in the long run
     * @param burst at once, after a pause
     */
    record Quota(@Min(1) long itemsPerSecond, @Min(1) long burst) {
    }

    /**
     * Where a sender wants to be told.
     *
     * @param url https, without user information or fragment; blank for nowhere
     * @param key at least 32 bytes in base64, from the environment; another one than it pushes with
     * @param keys more keys, for a change from one to the next: of those that are good it is signed with the one that became so last
     * @param stages of which to tell; none for all
     * @param loopback whether it may be at http on this machine, for trying it out
     */
    record WebhookEntry(String url, @Nullable String key, @Nullable List<@Valid Key> keys, @Nullable Set<String> stages, boolean loopback) {

        @Override
        public String toString() {
            return "a webhook";
        }
    }
}
