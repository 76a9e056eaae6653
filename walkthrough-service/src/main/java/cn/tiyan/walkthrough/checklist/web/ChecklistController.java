package cn.tiyan.walkthrough.checklist.web;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.walkthrough.checklist.Checklist;
import cn.tiyan.walkthrough.checklist.Checklists;
import cn.tiyan.walkthrough.checklist.RoleForm;
import cn.tiyan.walkthrough.checklist.RoleForms;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The checklists and the role forms. What was released is for everybody signed in, for ever. */
@RestController
@RequestMapping("/api/v1/walkthroughs/checklists")
@Tag(name = "检查清单")
class ChecklistController {

    static final String UNIT = "\\d{6}(-[A-Z0-9]{1,16})?";
    static final String NO_UNIT = "应为单位编码，例如 210100-HRSS";

    private final Checklists checklists;
    private final RoleForms forms;

    ChecklistController(Checklists checklists, RoleForms forms) {
        this.checklists = checklists;
        this.forms = forms;
    }

    /**
     * Checklists.
     *
     * @param version what a walkthrough names all of them together by; absent where all versions are shown
     * @param form the form of the role that was asked for
     * @param items few, so without pages
     */
    record Answer(@Nullable String version, @Nullable FormView form, List<ChecklistView> items) {
    }

    /** Forms: few, so without pages. */
    record Forms(List<FormView> items) {
    }

    /**
     * Every version of the province's checklists, the five dimensions first, and of each family the newest first. With {@code for} or
     * {@code unit}: what a walker goes by now, the province's and those of the units from the province down to their own.
     *
     * @param role of the walker: its form comes with the answer
     * @param unit of the walker; the caller's own where absent
     * @param topics of the focus topics only these, such as {@code one-thing}; all where absent, none where empty
     */
    @GetMapping
    @Operation(summary = "查看检查清单及其版本", description = "带 for（角色）、unit（单位）或 topics（专题）时，返回该单位走流程现在使用的全部检查点和该角色的体验表")
    Answer checklists(@RequestParam(name = "for", required = false) @Nullable WalkthroughRole role,
            @RequestParam(required = false) @Nullable @Pattern(regexp = UNIT, message = NO_UNIT) String unit,
            @RequestParam(required = false) @Nullable @Size(max = 8, message = "最多 8 个专题") List<String> topics, Caller caller) {
        if (role == null && unit == null && topics == null) {
            return new Answer(null, null, checklists.all().stream().map(edition -> ChecklistView.of(edition, checklists.isNewest(edition))).toList());
        }
        Checklist current = checklists.current("unit", unit == null ? caller.unit() : unit, topics);
        return new Answer(current.version(), role == null ? null : FormView.of(forms.newest(role), true),
                current.editions().stream().map(edition -> ChecklistView.of(edition, true)).toList());
    }

    /** The checklist of one version, which may join several, such as {@code five-dimensions.v1+210100.v2}. */
    @GetMapping("/{version}")
    @Operation(summary = "查看一个版本的检查清单", description = "已发布的版本长期可查；可以是以加号连接的几个版本")
    Answer checklist(@PathVariable @Size(max = 300, message = "最多 300 字") String version) {
        Checklist found = checklists.find(version).orElseThrow(() -> Refusal.notFound("没有版本为 " + version + " 的检查清单"));
        return new Answer(found.version(), null, found.editions().stream().map(edition -> ChecklistView.of(edition, edition.unit().isEmpty() && checklists.isNewest(edition))).toList());
    }

    /** Every version of the five roles' forms, the newest first. */
    @GetMapping("/forms")
    @Operation(summary = "查看五种角色的体验表及其版本")
    Forms forms() {
        return new Forms(forms.all().stream().map(form -> FormView.of(form, isNewest(form))).toList());
    }

    /** One version of a role's form, such as {@code applicant.v1}. */
    @GetMapping("/forms/{version}")
    @Operation(summary = "查看一个版本的体验表")
    FormView form(@PathVariable String version) {
        return forms.find(version).map(form -> FormView.of(form, isNewest(form))).orElseThrow(() -> Refusal.notFound("没有版本为 " + version + " 的体验表"));
    }

    private boolean isNewest(RoleForm form) {
        return forms.newest(form.role()).equals(form);
    }
}
