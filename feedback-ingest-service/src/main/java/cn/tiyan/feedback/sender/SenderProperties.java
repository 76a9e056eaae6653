package cn.tiyan.feedback.sender;

import cn.tiyan.contracts.vocabulary.SourceKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Set;
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
     */
    record Entry(
            @NotBlank @Pattern(regexp = "[a-z0-9-]{3,64}") String id,
            @NotBlank String name,
            @NotBlank @Pattern(regexp = "[0-9]{6}") String unit,
            @NotEmpty Set<SourceKind> channels,
            String key) {

        @Override
        public String toString() {
            return "Sender " + id;
        }
    }
}
