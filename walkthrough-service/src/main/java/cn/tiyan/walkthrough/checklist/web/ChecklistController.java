package cn.tiyan.walkthrough.checklist.web;

import cn.tiyan.walkthrough.checklist.Checklists;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The checklists. */
@RestController
@Tag(name = "检查清单")
class ChecklistController {

    private final Checklists checklists;

    ChecklistController(Checklists checklists) {
        this.checklists = checklists;
    }

    /** Every version of every checklist; of each family the newest first. */
    @GetMapping("/api/v1/walkthroughs/checklists")
    @Operation(summary = "查看检查清单及其版本")
    Answer checklists() {
        return new Answer(checklists.all().stream().map(checklist -> ChecklistView.of(checklist, checklist.equals(checklists.newest()))).toList());
    }

    /** All of them: few, so without pages. */
    record Answer(List<ChecklistView> items) {
    }
}
