package cn.tiyan.walkthrough.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

class RoleFormsTest {

    private static final String SOUND = """
            {"role": "APPLICANT", "number": 1, "title": "表", "source": "文件", "section": "三(一)1", "fields": [{"field": "NOTE", "required": false}],
             "steps": [{"code": "APPLY", "name": "申请", "stage": "APPLICATION", "required": true, "fields": [{"field": "VISITS", "required": true}]},
                       {"code": "RATE", "name": "评价", "required": false, "fields": []}]}""";

    @Test
    void holdsOneFormForEachRole() throws IOException {
        var forms = new RoleForms();
        assertThat(forms.all()).extracting(RoleForm::role).containsExactly(WalkthroughRole.values());
        assertThat(forms.newest(WalkthroughRole.COMPANION).steps()).extracting(RoleForm.Expected::name).containsExactly("申报辅导", "资料预审", "受理审批", "结果反馈");
        assertThat(forms.newest(WalkthroughRole.SUPERVISOR).fields()).contains(new RoleForm.Asked(FormField.FEEDBACK, true));
        assertThat(forms.newest(WalkthroughRole.ENFORCER).steps()).extracting(RoleForm.Expected::name)
                .contains("现场踏勘", "执法检查", "行政执法公示", "执法全过程记录", "重大执法决定法制审核");
        assertThat(forms.find("case-officer.v1")).hasValueSatisfying(form -> assertThat(form.step("SHARE")).isPresent());
        assertThat(forms.find("case-officer.v2")).isEmpty();
    }

    @Test
    void doesNotStartWithoutAFormForEachRole() {
        assertThatThrownBy(() -> new RoleForms(file("applicant.v1.json", SOUND))).hasMessageContaining("no form for COMPANION");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "number": 1         | "number": 2       | holds applicant.v2
            "section": "三(一)1" | "section": "四"    | no title, source or section
            "code": "RATE"      | "code": "APPLY"   | there twice
            "required": true, "fields" | "required": false, "fields" | expects nothing
            "name": "评价"       | "name": " "       | no name
            "field": "VISITS"   | "field": "VISIT"  | Not a form
            "title": "表"        | "titel": "表"      | Not a form
            """)
    void doesNotStartWithAnUnsoundOne(String part, String broken, String complaint) {
        assertThat(SOUND).contains(part);
        assertThatThrownBy(() -> new RoleForms(file("applicant.v1.json", SOUND.replace(part, broken)))).isInstanceOf(RuntimeException.class)
                .satisfies(failure -> assertThat(failure + " " + failure.getCause()).contains(complaint));
    }

    @Test
    void asksForNothingTwice() {
        var note = new RoleForm.Asked(FormField.NOTE, false);
        var step = new RoleForm.Expected("APPLY", "申请", null, true, null, List.of());
        assertThatThrownBy(() -> new RoleForm(WalkthroughRole.APPLICANT, 1, "表", "文件", "三(一)1", List.of(note, note), List.of(step))).hasMessageContaining("asks for something twice");
    }

    private static Resource file(String name, String content) {
        return new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8), name) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }
}
