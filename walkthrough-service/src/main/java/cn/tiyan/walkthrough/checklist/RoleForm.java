package cn.tiyan.walkthrough.checklist;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 体验表: what a walker in one role is expected to go through and to write down, in one version. A released version is never edited.
 *
 * @param role whose form it is
 * @param number counts the versions of the role's form from 1
 * @param title in Chinese
 * @param source the document it follows
 * @param section the section of the notice it follows
 * @param fields asked for once
 * @param steps in the order in which they are usually gone through
 */
public record RoleForm(WalkthroughRole role, int number, String title, String source, String section, List<Asked> fields, List<Expected> steps) {

    private static final Pattern CODE = Pattern.compile("[A-Z]+(-[A-Z]+)*");

    /**
     * Something to fill in.
     *
     * @param required whether a walkthrough is incomplete without it
     */
    public record Asked(FormField field, boolean required) {
    }

    /**
     * A step that is expected.
     *
     * @param code unique within the form; never given to another step in a later version
     * @param name in Chinese
     * @param stage at which stage of a service it is; null where it is none of a service
     * @param required whether a walkthrough is incomplete without it
     * @param channels through which it can be gone through; null for any
     * @param fields asked for at it
     */
    public record Expected(String code, String name, @Nullable Stage stage, boolean required, @Nullable List<Channel> channels, List<Asked> fields) {
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    public RoleForm {
        require(role != null && number > 0, "A form is of a role, and its versions count from 1");
        String version = version(role, number);
        require(title != null && !title.isBlank() && source != null && !source.isBlank() && section != null && section.matches("三\\(一\\)[1-5]"),
                version + " has no title, source or section");
        require(fields != null && steps != null && steps.stream().anyMatch(Expected::required), version + " expects nothing");
        Set<String> codes = new HashSet<>();
        requireDifferent(version, fields);
        for (Expected step : steps) {
            require(step.code() != null && CODE.matcher(step.code()).matches() && codes.add(step.code()), version + ": " + step.code() + " is no code, or there twice");
            require(step.name() != null && !step.name().isBlank(), version + ": " + step.code() + " has no name");
            require(step.fields() != null, version + ": " + step.code() + " does not say what it asks for");
            requireDifferent(version + ": " + step.code(), step.fields());
        }
        fields = List.copyOf(fields);
        steps = List.copyOf(steps);
    }

    private static void requireDifferent(String where, List<Asked> fields) {
        require(fields.stream().allMatch(asked -> asked.field() != null) && fields.stream().map(Asked::field).distinct().count() == fields.size(),
                where + " asks for something twice");
    }

    /** What walkthroughs refer to it by, such as {@code applicant.v1}. */
    public String version() {
        return version(role, number);
    }

    /** Of a step that was gone through: which of the expected ones it is, by its code or, where it bears none, by its very name. */
    public Optional<Expected> step(@Nullable String code, String name) {
        return code != null ? step(code) : steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }

    /** The expected step with this code. */
    public Optional<Expected> step(String code) {
        return steps.stream().filter(step -> step.code().equals(code)).findFirst();
    }

    private static String version(WalkthroughRole role, int number) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".v" + number;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
