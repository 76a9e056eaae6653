package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.walkthrough.walkthrough.Recorded.NINE;
import static cn.tiyan.walkthrough.walkthrough.Recorded.aStart;
import static cn.tiyan.walkthrough.walkthrough.Recorded.noted;
import static cn.tiyan.walkthrough.walkthrough.Recorded.shot;
import static cn.tiyan.walkthrough.walkthrough.Recorded.start;
import static cn.tiyan.walkthrough.walkthrough.Recorded.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.walkthrough.checklist.FormField;
import cn.tiyan.walkthrough.checklist.RoleForm;
import cn.tiyan.walkthrough.checklist.RoleForm.Asked;
import cn.tiyan.walkthrough.checklist.RoleForm.Expected;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a role's form asks for, and when it does not. */
class CompletenessTest {

    private static final RoleForm FORM = new RoleForm(WalkthroughRole.APPLICANT, 1, "体验表", "文件", "三(一)1", List.of(new Asked(FormField.NOTE, true)), List.of(
            new Expected("REGISTER", "注册登录", null, true, List.of(Channel.APP), List.of()),
            new Expected("APPLY", "咨询申请", null, true, null, List.of(new Asked(FormField.CITIZEN_WORDS, false))),
            new Expected("SUBMIT", "材料提交", null, true, null, List.of(new Asked(FormField.MATERIALS, true), new Asked(FormField.VISITS, true), new Asked(FormField.EVIDENCE, true))),
            new Expected("RATE", "评价", null, false, null, List.of(new Asked(FormField.PROMISED_MINUTES, true)))));

    private final Walkthrough session = start(aStart(WalkthroughRole.APPLICANT), FORM);
    private int minute;

    @BeforeEach
    void somethingIsNoted() {
        sync(session, "a", noted("a", 900, NINE, "备注"));
    }

    private void go(String step, @Nullable String code, String name, StepResult result, @Nullable List<String> materials, @Nullable Integer visits) {
        minute++;
        sync(session, "a", new Entry(Recorded.id("a", 2L * minute), "a", 2L * minute, NINE.plusSeconds(60L * minute), EntryKind.STEP_STARTED,
                        new Entry.StepStarted(name, new StepSetting(step, code, null, null, null, null, null)), null, null, null, null, null),
                new Entry(Recorded.id("a", 2L * minute + 1), "a", 2L * minute + 1, NINE.plusSeconds(60L * minute + 30), EntryKind.STEP_ENDED, null,
                        new Entry.StepEnded(step, result, materials, visits, null, null, null, null, null, null, null), null, null, null, null));
    }

    private List<String> missing() {
        return session.snags(FORM).stream().filter(snag -> snag.rule().equals("form-incomplete")).map(Snag::field).toList();
    }

    @Test
    void asksForEachStepThatCanBeGoneThroughInThisChannel() {
        go("s1", null, "排队", StepResult.PASSED, null, null);
        assertThat(missing()).as("at a counter nobody registers").containsExactly("form.APPLY", "form.SUBMIT");
    }

    @Test
    void knowsAStepByItsCodeOrItsVeryName() {
        go("s1", "APPLY", "问一问", StepResult.PASSED, null, null);
        go("s2", null, "材料提交", StepResult.PASSED, null, null);
        assertThat(missing()).containsExactly("form.SUBMIT.MATERIALS", "form.SUBMIT.VISITS", "form.SUBMIT.EVIDENCE");
    }

    @Test
    void takesNoneAndNeverForAnswers() {
        go("s1", "APPLY", "咨询", StepResult.PASSED, null, null);
        go("s2", "SUBMIT", "提交", StepResult.PASSED, List.of(), 0);
        assertThat(missing()).containsExactly("form.SUBMIT.EVIDENCE");
        sync(session, "a", shot("a", 700, NINE, "ab".repeat(32)));
        assertThat(missing()).as("a photo of no step").containsExactly("form.SUBMIT.EVIDENCE");
        sync(session, "a", new Entry("p", "a", 701, NINE, EntryKind.PHOTO, null, null, null, null, null, new Entry.Shot("ab".repeat(32), "s2", null)));
        assertThat(missing()).isEmpty();
    }

    @Test
    void asksWhatAStepThatNeedNotBeTakenAsksForOnlyIfItWas() {
        go("s1", "APPLY", "咨询", StepResult.PASSED, null, null);
        go("s2", "SUBMIT", "提交", StepResult.PASSED, List.of(), 0);
        go("s3", "RATE", "评价", StepResult.PASSED, null, null);
        assertThat(missing()).containsExactly("form.SUBMIT.EVIDENCE", "form.RATE.PROMISED_MINUTES");
    }

    /** Nobody is to write down what did not happen. */
    @Test
    void asksForNothingBeyondWhereTheWalkCouldNotGoOn() {
        go("s1", "APPLY", "咨询", StepResult.BLOCKED, null, null);
        assertThat(missing()).isEmpty();
        go("s2", "SUBMIT", "提交", StepResult.FAILED, List.of("身份证"), null);
        assertThat(missing()).as("but for all up to there").containsExactly("form.SUBMIT.VISITS", "form.SUBMIT.EVIDENCE");
        go("s3", null, "回家", StepResult.PASSED, null, null);
        assertThat(missing()).containsExactly("form.SUBMIT.VISITS", "form.SUBMIT.EVIDENCE");
    }

    @Test
    void asksForEarlierStepsAlsoWhereTheWalkCouldNotGoOn() {
        go("s2", "SUBMIT", "提交", StepResult.BLOCKED, List.of(), 1);
        assertThat(missing()).containsExactly("form.APPLY", "form.SUBMIT.EVIDENCE");
    }

    @Test
    void refusesToFinishNamingAllThatIsMissing() {
        go("s1", null, "排队", StepResult.PASSED, null, null);
        assertThatThrownBy(() -> session.finish(null, Recorded.CHECKLIST, FORM, java.util.Map.of(), cn.tiyan.testkit.Persona.SHENYANG_WALKER.caller(), Recorded.NOON))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.name()).isEqualTo("form-incomplete");
                    assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly("form.APPLY", "form.SUBMIT");
                    assertThat(refusal.getMessage()).contains("咨询申请", "材料提交");
                });
    }

    @Test
    void asksAtTheStartForWhatIsSaidThereAlone() {
        var asksForArea = new RoleForm(WalkthroughRole.APPLICANT, 2, "体验表", "文件", "三(一)1", List.of(new Asked(FormField.AREA, true), new Asked(FormField.NOTE, true)), FORM.steps());
        assertThatThrownBy(() -> start(aStart(WalkthroughRole.APPLICANT), asksForArea)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.name()).isEqualTo("form-incomplete");
            assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly("area");
        });
    }

    @Test
    void knowsOfEveryFieldWhetherItIsSaid() {
        for (FormField field : FormField.values()) {
            var form = new RoleForm(WalkthroughRole.APPLICANT, 1, "体验表", "文件", "三(一)1", List.of(new Asked(field, true)), FORM.steps());
            boolean said = session.snags(form).stream().map(Snag::message).filter(Objects::nonNull).noneMatch(message -> message.contains("“" + field.chinese() + "”"));
            assertThat(said).as(field.name()).isEqualTo(Set.of(FormField.CHANNEL, FormField.NOTE).contains(field));
        }
        assertThat(Arrays.stream(FormField.values()).map(FormField::chinese)).doesNotHaveDuplicates();
    }
}
