package cn.tiyan.feedback.open311;

import cn.tiyan.feedback.rules.HandlingMode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something citizens can report.
 *
 * @param code its {@code service_code}
 * @param name its {@code service_name}
 * @param description what it is for
 * @param group what it is shown under
 * @param keywords to find it by
 * @param area code of the area it is offered in, the {@code jurisdiction_id}
 * @param unit code of the unit responsible; where it is absent, the area's own office decides
 * @param handlingMode what whoever reports this wants
 * @param notice what they are told at once
 * @param attributes what is asked for besides
 */
public record CivicService(
        @NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{1,50}") String code,
        @NotBlank @Size(max = 100) String name,
        @NotBlank @Size(max = 500) String description,
        @NotBlank @Size(max = 100) String group,
        @Nullable List<String> keywords,
        @NotBlank @Pattern(regexp = "[0-9]{6}") String area,
        @Nullable @Pattern(regexp = "[0-9]{6}(-[0-9A-Z]{1,20})?") String unit,
        @NotNull HandlingMode handlingMode,
        @Nullable @Size(max = 500) String notice,
        @Nullable List<@Valid Attribute> attributes) {

    /** What kind of answer an attribute takes; as the standard names them, in capitals. */
    public enum Datatype {
        STRING, NUMBER, DATETIME, TEXT, SINGLEVALUELIST, MULTIVALUELIST;

        boolean isList() {
            return this == SINGLEVALUELIST || this == MULTIVALUELIST;
        }
    }

    /**
     * One thing that is asked for.
     *
     * @param code as in {@code attribute[code]}
     * @param description the question
     * @param datatype what it takes
     * @param hint what an answer looks like
     * @param required whether it must be answered
     * @param values of a list, what can be chosen
     */
    public record Attribute(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{1,50}") String code,
            @NotBlank @Size(max = 500) String description,
            @NotNull Datatype datatype,
            @Nullable @Size(max = 500) String hint,
            boolean required,
            @Nullable List<@Valid Value> values) {
    }

    /**
     * One choice.
     *
     * @param key as it is sent
     * @param name as it is shown
     */
    public record Value(@NotBlank @Size(max = 100) String key, @NotBlank @Size(max = 200) String name) {
    }

    /** The unit that is asked to handle it. */
    String responsibleUnit() {
        return unit == null ? area : unit;
    }

    /** Never null. */
    public List<Attribute> asked() {
        return attributes == null ? List.of() : attributes;
    }
}
