package cn.tiyan.walkthrough.authenticity.web;

import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Prose;
import cn.tiyan.walkthrough.authenticity.AuthenticityReview;
import cn.tiyan.walkthrough.authenticity.ReviewStatus;
import cn.tiyan.walkthrough.authenticity.Reviews;
import cn.tiyan.walkthrough.authenticity.Rules;
import cn.tiyan.walkthrough.authenticity.SignalKind;
import cn.tiyan.walkthrough.authenticity.Verdict;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * 真实性审查 over HTTP (notice, section 六(一)). Seen by the walker and by office clerks and leaders of the units above; for everybody else
 * there is none (404). Nothing here counts signals or sorts by them.
 */
@RestController
@RequestMapping("/api/v1/walkthroughs")
@Tag(name = "真实性审查")
class AuthenticityController {

    private static final String REQUIRED = "必填";
    private static final String LIMIT = "每页 1 至 200 条";

    private final Reviews reviews;

    AuthenticityController(Reviews reviews) {
        this.reviews = reviews;
    }

    /**
     * A rule as it is in force.
     *
     * @param threshold what it takes
     * @param circumstance whether it only explains others, and needs neither answer nor conclusion
     */
    record RuleView(String name, SignalKind kind, String kindText, String threshold, boolean circumstance) {
    }

    /** All of something. */
    record All<T>(List<T> items) {
    }

    /** @param text what the walker says to it */
    record Answering(@NotNull(message = REQUIRED) @Prose String text) {
    }

    /** @param reason why it is so */
    record Concluding(@NotNull(message = REQUIRED) Verdict verdict, @NotNull(message = REQUIRED) @Prose String reason) {
    }

    /** @param reason what is to be walked again */
    record Returning(@NotNull(message = REQUIRED) @Prose String reason) {
    }

    /** The rules with the thresholds in force; whoever walks may know them. */
    @GetMapping("/authenticity/rules")
    @Operation(summary = "查看真实性审查的规则和现行阈值")
    All<RuleView> rules() {
        return new All<>(Rules.ALL.stream().map(rule -> new RuleView(rule.name(), rule.kind(), rule.kind().chinese(),
                rule.threshold().apply(reviews.policy()), rule.kind().isCircumstance())).toList());
    }

    /**
     * For office clerks and leaders the reviews of the units below, for everybody else their own; newest first.
     *
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping("/authenticity")
    @Operation(summary = "分页查看待说明、待认定的真实性审查")
    Page<AuthenticityLine> page(@RequestParam(required = false) @Nullable ReviewStatus status,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return reviews.page(status, limit, after, caller).map(AuthenticityLine::of);
    }

    /** What was noticed about one walkthrough, its version as ETag, and what the caller may do now. */
    @GetMapping("/{id}/authenticity")
    @Operation(summary = "查看一次走流程的真实性审查")
    ResponseEntity<AuthenticityView> get(@PathVariable String id, Caller caller) {
        return answer(reviews.get(id, caller), caller);
    }

    /** Who looked, answered and concluded, when and why, oldest first. */
    @GetMapping("/{id}/authenticity/history")
    @Operation(summary = "查看真实性审查的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return reviews.get(id, caller).history();
    }

    /** Looks again, with the thresholds in force and what is known now. If-Match {@code "0"} where nobody has looked yet. */
    @PostMapping("/{id}/authenticity/recomputation")
    @Operation(summary = "按现行阈值重新审查")
    ResponseEntity<AuthenticityView> lookAgain(@PathVariable String id, Caller caller, IfMatch version) {
        return answer(reviews.lookAgain(id, caller, version.version()), caller);
    }

    /** 说明, by the walker, once. */
    @PostMapping("/{id}/authenticity/signals/{signal}/answer")
    @Operation(summary = "对一个信号作出说明")
    ResponseEntity<AuthenticityView> answer(@PathVariable String id, @PathVariable String signal, Caller caller, IfMatch version,
            @Valid @RequestBody Answering body) {
        return answer(reviews.answer(id, signal, body.text(), caller, version.version()), caller);
    }

    /** 认定, by an office above. */
    @PostMapping("/{id}/authenticity/signals/{signal}/conclusion")
    @Operation(summary = "对一个信号作出认定")
    ResponseEntity<AuthenticityView> conclude(@PathVariable String id, @PathVariable String signal, Caller caller, IfMatch version,
            @Valid @RequestBody Concluding body) {
        return answer(reviews.conclude(id, signal, body.verdict(), body.reason(), caller, version.version()), caller);
    }

    /** 退回 for what is confirmed, by an office above. */
    @PostMapping("/{id}/authenticity/return")
    @Operation(summary = "因认定属实的信号退回走流程")
    ResponseEntity<AuthenticityView> sendBack(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Returning body) {
        return answer(reviews.sendBack(id, body.reason(), caller, version.version()), caller);
    }

    private ResponseEntity<AuthenticityView> answer(AuthenticityReview review, Caller caller) {
        return IfMatch.tagged(review, AuthenticityView.of(review, reviews, caller));
    }
}
