package cn.tiyan.walkthrough.hardcase.web;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.walkthrough.hardcase.HardCases;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hard cases over HTTP. */
@RestController
@Tag(name = "督导办疑难问题")
class HardCaseController {

    private final HardCases hardCases;

    HardCaseController(HardCases hardCases) {
        this.hardCases = hardCases;
    }

    /**
     * 疑难问题 of the caller's line of the tree, the newest first: bad ratings, what could not be got done, and hotline orders that triage
     * found hard (notice, section 三(一)4).
     *
     * @param open only those that are not solved yet, or only those that are; absent for all
     */
    @GetMapping("/api/v1/walkthroughs/hard-cases")
    @Operation(summary = "分页查看可供督导办选取的疑难问题")
    Page<HardCaseView> page(@RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "每页 1 至 200 条") @Max(value = 200, message = "每页 1 至 200 条") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        caller.require(Role.WALKER, Role.OFFICE_CLERK, Role.LEADER);
        return hardCases.page(open, limit, after, caller).map(HardCaseView::of);
    }
}
