package cn.tiyan.experiencer.activity.web;

import cn.tiyan.experiencer.activity.Participations;
import cn.tiyan.experiencer.activity.Mine;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own invitations to activities: whoever's record names the caller's account. Everybody else's are 404. */
@RestController
@RequestMapping("/api/v1/activities/mine")
@Tag(name = "我的体验活动")
class MyActivityController {

    private static final String PAGE = "应为 1 至 50";

    private final Participations participations;

    MyActivityController(Participations participations) {
        this.participations = participations;
    }

    /**
     * One page, newest invitation first. It may hold fewer than the limit and yet have a next one.
     *
     * @param state those to answer, going, waiting for a seat, or past; where absent, all
     * @param limit 1 to 50
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "查看我的活动邀请")
    Page<MineView> list(@RequestParam(required = false) Participations.@Nullable Which state,
            @RequestParam(defaultValue = "20") @Min(value = 1, message = PAGE) @Max(value = 50, message = PAGE) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return participations.mine(state, caller, limit, after).map(MineView::of);
    }

    /** One invitation, its version as ETag; on the day with the code to check in. */
    @GetMapping("/{activityId}")
    @Operation(summary = "查看我的一项活动邀请")
    ResponseEntity<MineView> one(@PathVariable String activityId, Caller caller) {
        return answer(participations.mine(activityId, caller));
    }

    /** 接受或婉拒. The same answer again changes nothing; who accepted may still decline, and the seat is the next one's. */
    @PostMapping("/{activityId}/answer")
    @Operation(summary = "接受或婉拒邀请")
    ResponseEntity<MineView> answer(@PathVariable String activityId, Caller caller, IfMatch version, @Valid @RequestBody ActivityController.Reply body) {
        return answer(participations.answer(activityId, body.accepts(), caller, version.version()));
    }

    private static ResponseEntity<MineView> answer(Mine mine) {
        return IfMatch.tagged(mine.participation(), MineView.of(mine));
    }
}
