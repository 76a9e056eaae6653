package cn.tiyan.experiencer.contribution.web;

import cn.tiyan.experiencer.contribution.Achievement;
import cn.tiyan.experiencer.contribution.Commendation;
import cn.tiyan.experiencer.contribution.CommendationKind;
import cn.tiyan.experiencer.contribution.Commendations;
import cn.tiyan.experiencer.contribution.Contributions;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What came of the work of experiencers, over HTTP. Solved classes of problems, common problems, adopted suggestions and publicity
 * count; how much somebody reported does not (against formalism, notice, section 六(一)).
 */
@RestController
@RequestMapping("/api/v1/contributions")
@Tag(name = "贡献与表扬", description = "解决的问题类别、采纳的建议、宣传、表扬与沉睡体验员")
class ContributionController {

    private static final String REQUIRED = "必填";

    private final Contributions contributions;
    private final Commendations commendations;

    ContributionController(Contributions contributions, Commendations commendations) {
        this.contributions = contributions;
        this.commendations = commendations;
    }

    /**
     * A commendation.
     *
     * @param title one line, such as the name of the certificate
     * @param reason what for; the experiencer reads it
     * @param on the day, not after today
     */
    record Commend(
            @NotNull(message = REQUIRED) @Pattern(regexp = "exp_[0-9a-z]{26}", message = "不是体验员编号") String experiencerId,
            @NotNull(message = REQUIRED) CommendationKind kind,
            @NotNull(message = REQUIRED) @Line String title,
            @NotNull(message = REQUIRED) @Prose String reason,
            @NotNull(message = REQUIRED) LocalDate on) {
    }

    /** @param reason why it is revoked */
    record Revoke(@NotNull(message = REQUIRED) @Prose String reason) {
    }

    /** A commendation as it is shown. */
    record CommendationView(String id, long version, String unit, String experiencerId, CommendationKind kind, String kindText, String title, String reason,
            LocalDate on, String byUnit, @Nullable String revoked, Instant createdAt) {

        static CommendationView of(Commendation commendation) {
            return new CommendationView(commendation.id(), commendation.version(), commendation.unit(), commendation.experiencerId(), commendation.kind(),
                    commendation.kind().chinese(), commendation.title(), commendation.reason(), commendation.on(), commendation.byUnit(),
                    commendation.revoked(), commendation.createdAt());
        }
    }

    /**
     * What came of the caller's own work, ever.
     *
     * @param achievement absent where the caller was never appointed
     * @param commendations the newest ones
     */
    record Mine(@Nullable Achievement achievement, Page<CommendationView> commendations) {
    }

    /**
     * What came of the work of a unit's experiencers in a period, each figure with what it is a share of.
     *
     * @param unit by default the caller's own
     * @param from by default the first of January of {@code to}'s year
     * @param to by default today
     */
    @GetMapping
    @Operation(summary = "查看体验员贡献")
    Contributions.Overview overview(@RequestParam(required = false) @Nullable @Size(max = 24, message = "最多 24 字") String unit,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to, Caller caller) {
        return contributions.overview(unit, from, to, caller);
    }

    /** What came of the caller's own work, and how they were thanked. */
    @GetMapping("/mine")
    @Operation(summary = "我的贡献与表扬")
    Mine mine(@RequestParam(defaultValue = "20") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return new Mine(contributions.mine(caller).orElse(null), commendations.mine(limit, after, caller).map(CommendationView::of));
    }

    /** 沉睡体验员, the longest asleep first, with how many of how many. */
    @GetMapping("/dormant")
    @Operation(summary = "查看沉睡体验员")
    Contributions.Dormant dormant(@RequestParam(required = false) @Nullable @Size(max = 24, message = "最多 24 字") String unit,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return contributions.dormant(unit, limit, after, caller);
    }

    /** Thanks an experiencer: 201; 200 where the same request had been made before. */
    @PostMapping("/commendations")
    @Operation(summary = "表扬体验员")
    ResponseEntity<CommendationView> commend(@Valid @RequestBody Commend body, IdempotencyKey key, Caller caller) {
        var given = commendations.commend(key.id(Commendation.PREFIX, caller), body.experiencerId, body.kind, body.title, body.reason, body.on, caller);
        return IfMatch.begun(given.fresh(), "/api/v1/contributions/commendations/" + given.commendation().id(), answer(given.commendation()));
    }

    /** What the caller may see, newest first. */
    @GetMapping("/commendations")
    @Operation(summary = "分页查看表扬")
    Page<CommendationView> commendations(@RequestParam(required = false) @Nullable @Size(max = 64, message = "最多 64 字") String experiencer,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return commendations.page(experiencer, limit, after, caller).map(CommendationView::of);
    }

    /** Takes a commendation back, with a reason. */
    @PostMapping("/commendations/{id}/revocation")
    @Operation(summary = "撤销表扬")
    ResponseEntity<CommendationView> revoke(@PathVariable String id, IfMatch version, @Valid @RequestBody Revoke body, Caller caller) {
        return answer(commendations.revoke(id, body.reason, version.version(), caller));
    }

    private static ResponseEntity<CommendationView> answer(Commendation commendation) {
        return IfMatch.tagged(commendation, CommendationView.of(commendation));
    }
}
