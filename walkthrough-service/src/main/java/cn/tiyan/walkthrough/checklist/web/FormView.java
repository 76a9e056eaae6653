package cn.tiyan.walkthrough.checklist.web;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.walkthrough.checklist.FormField;
import cn.tiyan.walkthrough.checklist.RoleForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role's form as it is shown; see {@link RoleForm} for what the fields mean.
 *
 * @param version what a walkthrough names it by
 * @param newest whether new walkthroughs in this role go by it
 */
record FormView(String version, WalkthroughRole role, String roleText, int number, boolean newest, String title, String source, String section, List<FieldView> fields,
        List<StepView> steps) {

    /** Something to fill in; {@code name} is its Chinese name. */
    record FieldView(FormField field, String name, boolean required) {

        static FieldView of(RoleForm.Asked asked) {
            return new FieldView(asked.field(), asked.field().chinese(), asked.required());
        }
    }

    /**
     * A step that is expected; start, end and result are recorded of each.
     *
     * @param stage absent where it is none of a service's stages
     * @param channels absent for any
     */
    record StepView(String code, String name, @Nullable Stage stage, @Nullable String stageText, boolean required, @Nullable List<Channel> channels, List<FieldView> fields) {

        static StepView of(RoleForm.Expected step) {
            Stage stage = step.stage();
            return new StepView(step.code(), step.name(), stage, stage == null ? null : stage.chinese(), step.required(), step.channels(),
                    step.fields().stream().map(FieldView::of).toList());
        }
    }

    static FormView of(RoleForm form, boolean newest) {
        return new FormView(form.version(), form.role(), form.role().chinese(), form.number(), newest, form.title(), form.source(), form.section(),
                form.fields().stream().map(FieldView::of).toList(), form.steps().stream().map(StepView::of).toList());
    }
}
