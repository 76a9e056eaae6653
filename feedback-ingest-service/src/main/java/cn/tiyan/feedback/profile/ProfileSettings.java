package cn.tiyan.feedback.profile;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mapping profiles as operators write them, under {@code tiyan.feedback.mapping}. All of it are lists, so that what is set in
 * Nacos stands alone: nothing of a default is mixed in.
 *
 * @param profiles each for one or several senders, which name it
 */
public record ProfileSettings(@NotNull @DefaultValue @Size(max = 100) List<@Valid Profile> profiles) {

    /**
     * How one system speaks.
     *
     * @param name as the sender's settings name it
     * @param zone of times that say none
     * @param messages what it translates; a kind of message it does not list is taken as it is
     */
    public record Profile(@NotBlank @Pattern(regexp = "[a-z0-9-]{3,64}") String name, @NotNull @DefaultValue("Asia/Shanghai") ZoneId zone,
            @NotEmpty List<@Valid Message> messages) {
    }

    /**
     * How it says one kind of thing.
     *
     * @param kind such as {@code HOTLINE_ORDER}
     * @param inside path of the object its fields are in, such as {@code DATA.GD}; the whole body where empty
     * @param keepOthers whether fields in there that nothing names count as ours if they have our names
     * @param fields one line per field of ours
     */
    public record Message(@NotBlank String kind, @DefaultValue("") String inside, @DefaultValue("false") boolean keepOthers,
            @NotEmpty @Size(max = 300) List<@Valid Field> fields) {
    }

    /**
     * Where one of our fields comes from.
     *
     * @param ours our name
     * @param theirs path of their field, or of several that are joined; a leading {@code /} starts at the body instead of {@code inside}
     * @param join what stands between joined values
     * @param times how their times are written, tried in turn: patterns such as {@code yyyy-MM-dd HH:mm:ss}, or
     *     {@code epoch-seconds}, {@code epoch-millis}
     * @param values their codes and ours, each {@code theirs = ours}
     * @param otherwise ours for a code that is not listed; refused where there is none
     * @param whenAbsent ours where they say nothing
     * @param constant ours, whatever they say
     * @param separator what stands between the values of a list that is written as one text
     */
    public record Field(@NotBlank String ours, @DefaultValue List<String> theirs, @DefaultValue(" ") String join, @DefaultValue List<String> times,
            @DefaultValue List<String> values, @Nullable String otherwise, @Nullable String whenAbsent, @Nullable String constant,
            @DefaultValue(",") String separator) {
    }
}
