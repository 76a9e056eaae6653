package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.walkthrough.checklist.FormField;
import cn.tiyan.walkthrough.checklist.RoleForm;
import cn.tiyan.walkthrough.checklist.RoleForm.Asked;
import cn.tiyan.walkthrough.checklist.RoleForm.Expected;
import cn.tiyan.walkthrough.walkthrough.Entry.StepEnded;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a role's form asks for and a session does not say (notice, section 三(一)): steps that must be gone through, and fields that must be
 * filled in at those that were. Where the walk could not go on, what would have come after is not asked for: nobody is to write down
 * what did not happen.
 */
final class Completeness {

    static final String RULE = "form-incomplete";
    /** What is said when a session starts, and never after. */
    private static final Set<FormField> SAID_AT_START = EnumSet.of(FormField.CITIZEN_GROUP, FormField.SPECIAL_GROUPS, FormField.AREA, FormField.CROSSING,
            FormField.OTHER_UNIT);

    private final RoleForm form;
    private final Walkthrough session;
    private final Recording recording;
    private final List<Snag> missing = new ArrayList<>();

    private Completeness(RoleForm form, Walkthrough session, Recording recording) {
        this.form = form;
        this.session = session;
        this.recording = recording;
    }

    /** @throws Refusal {@code form-incomplete}, for what only the start can say */
    static void requireStart(RoleForm form, Walkthrough session) {
        var completeness = new Completeness(form, session, session.recording());
        form.fields().stream().filter(asked -> SAID_AT_START.contains(asked.field())).forEach(completeness::lookAt);
        Snag.refuse(completeness.missing);
    }

    /** In the order of the form. */
    static List<Snag> missing(RoleForm form, Walkthrough session, Recording recording) {
        var completeness = new Completeness(form, session, recording);
        form.fields().forEach(completeness::lookAt);
        completeness.expected().forEach(completeness::lookAt);
        return completeness.missing;
    }

    /** All; or, where the walk could not go on, those up to the furthest it came to. */
    private List<Expected> expected() {
        List<Expected> all = form.steps();
        List<Step> steps = recording.steps();
        if (steps.isEmpty() || steps.getLast().result() == StepResult.PASSED) {
            return all;
        }
        int furthest = steps.stream().flatMap(step -> expected(step).stream()).mapToInt(all::indexOf).max().orElse(-1);
        return all.subList(0, furthest + 1);
    }

    private Optional<Expected> expected(Step step) {
        StepSetting setting = step.setting();
        return form.step(setting == null ? null : setting.form(), step.name());
    }

    private void lookAt(Asked asked) {
        if (asked.required() && !isSaid(asked.field(), recording.steps())) {
            miss(path(asked.field()), "体验表要求填写“" + asked.field().chinese() + "”");
        }
    }

    private void lookAt(Expected expected) {
        List<Step> gone = recording.steps().stream().filter(step -> expected(step).filter(which -> which.code().equals(expected.code())).isPresent()).toList();
        if (gone.isEmpty()) {
            boolean possible = expected.channels() == null || expected.channels().contains(session.channel());
            if (expected.required() && possible) {
                miss("form." + expected.code(), "体验表要求的步骤“" + expected.name() + "”没有记录");
            }
            return;
        }
        for (Asked asked : expected.fields()) {
            if (asked.required() && !isSaid(asked.field(), gone)) {
                miss("form." + expected.code() + "." + asked.field(), "步骤“" + expected.name() + "”须填写“" + asked.field().chinese() + "”");
            }
        }
    }

    private void miss(String field, String message) {
        missing.add(new Snag(RULE, null, field, message));
    }

    /** As a start calls what is said there. */
    private static String path(FormField field) {
        return switch (field) {
            case AREA -> "area";
            case CITIZEN_GROUP -> "citizenGroup";
            case SPECIAL_GROUPS -> "specialGroups";
            case CROSSING, OTHER_UNIT -> "cross";
            case FEEDBACK -> "feedbackIds";
            default -> "form." + field;
        };
    }

    /** @param at the steps of which one must say it, where it is said of steps */
    private boolean isSaid(FormField field, List<Step> at) {
        return switch (field) {
            case CHANNEL -> true;
            case CITIZEN_GROUP -> session.citizenGroup().isPresent();
            case SPECIAL_GROUPS -> !session.specialGroups().isEmpty();
            case AREA -> session.area().isPresent();
            case CROSSING -> session.cross().isPresent();
            case OTHER_UNIT -> session.cross().filter(cross -> cross.farUnit() != null || cross.farName() != null).isPresent();
            case FEEDBACK -> !session.feedbackIds().isEmpty();
            // None and never are answers, too; saying nothing is not.
            case MATERIALS -> at.stream().anyMatch(step -> isEndSaid(step, StepEnded::materials));
            case VISITS -> at.stream().anyMatch(step -> isEndSaid(step, StepEnded::visits));
            case PROMISED_MINUTES -> at.stream().anyMatch(step -> step.promisedMinutes() != null);
            case CITIZEN_WORDS -> at.stream().anyMatch(step -> step.citizenWords() != null);
            case COORDINATION -> at.stream().anyMatch(step -> step.coordination() != null);
            case CALL_BACK_RESULT -> at.stream().anyMatch(step -> step.callBackResult() != null);
            case SOLVED -> at.stream().anyMatch(step -> step.solved() != null);
            case DATA_SHARED -> at.stream().map(Step::setting).anyMatch(setting -> setting != null && setting.dataShared() != null);
            case ENFORCEMENT_SYSTEM -> at.stream().map(Step::setting).anyMatch(setting -> setting != null && setting.enforcement() != null);
            case EVIDENCE -> at.stream().anyMatch(this::isShown);
            // Remarks that are entries of their own belong to no step.
            case NOTE -> at.stream().anyMatch(step -> step.note() != null) || recording.current().stream().anyMatch(entry -> entry.kind() == EntryKind.NOTE);
        };
    }

    private boolean isEndSaid(Step step, Function<StepEnded, @Nullable Object> what) {
        StepSetting setting = step.setting();
        return setting != null && recording.current().stream().map(Entry::stepEnded).filter(Objects::nonNull)
                .anyMatch(end -> end.step().equals(setting.step()) && what.apply(end) != null);
    }

    private boolean isShown(Step step) {
        StepSetting setting = step.setting();
        return setting != null && recording.current().stream().map(Entry::photo).filter(Objects::nonNull)
                .anyMatch(shot -> setting.step().equals(shot.step()));
    }
}
