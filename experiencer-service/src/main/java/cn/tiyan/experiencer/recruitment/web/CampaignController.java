package cn.tiyan.experiencer.recruitment.web;

import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.experiencer.recruitment.Campaign;
import cn.tiyan.experiencer.recruitment.CampaignAction;
import cn.tiyan.experiencer.recruitment.CampaignStatus;
import cn.tiyan.experiencer.recruitment.Campaigns;
import cn.tiyan.experiencer.recruitment.Content;
import cn.tiyan.experiencer.recruitment.Quota;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Open calls (公开征集) as offices keep them. A change says in If-Match which version it is meant for. */
@RestController
@RequestMapping("/api/v1/recruitment")
@Tag(name = "体验员征集", description = "公开征集、名额与结构、待办")
class CampaignController {

    private static final String PATH = "/api/v1/recruitment/campaigns/";
    /** Its days sort as their texts do. */
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;

    private final Campaigns campaigns;
    private final Experiencers experiencers;

    CampaignController(Campaigns campaigns, Experiencers experiencers) {
        this.campaigns = campaigns;
        this.experiencers = experiencers;
    }

    /**
     * Seats for one kind of people.
     *
     * @param key name of the category or age band, field of work, or code of a unit
     */
    record QuotaBody(
            @NotNull(message = "请选择名额维度") Quota.Dimension dimension,
            @NotBlank(message = "请填写名额对象") @Size(max = 60, message = "不超过 60 个字") String key,
            @NotNull(message = "请填写名额") @Min(value = 1, message = "名额为 1 至 100000") @Max(value = 100_000, message = "名额为 1 至 100000") Integer seats) {
    }

    /**
     * What an open call says.
     *
     * @param sought who is sought, in words
     * @param from first day on which people may apply
     * @param to last day
     * @param seats altogether; absent sets no limit
     * @param quotas kinds without one have no limit of their own
     */
    record Body(
            @NotNull(message = "请填写标题") @Line String title,
            @NotNull(message = "请填写公告正文") @Prose String text,
            @NotNull(message = "请填写征集对象") @Prose String sought,
            @NotNull(message = "请填写开始日期") LocalDate from,
            @NotNull(message = "请填写截止日期") LocalDate to,
            @Nullable @Min(value = 1, message = "名额为 1 至 100000") @Max(value = 100_000, message = "名额为 1 至 100000") Integer seats,
            @Nullable @Valid @Size(max = 100, message = "最多 100 项名额") List<@NotNull(message = "不能为空") QuotaBody> quotas) {

        Content content() {
            return new Content(title, text, sought, day("from", from).toString(), day("to", to).toString(), seats, quotas == null ? List.of()
                    : quotas.stream().map(quota -> new Quota(quota.dimension, quota.key, quota.seats)).toList());
        }
    }

    /**
     * A draft.
     *
     * @param unit for which unit people are sought; the caller's own where absent
     */
    record Draft(@Nullable @Size(max = 16, message = "单位编码不超过 16 个字符") String unit, @NotNull(message = "请填写征集内容") @Valid Body content) {
    }

    record Extension(@NotNull(message = "请填写新的截止日期") LocalDate to) {
    }

    record Closing(@NotNull(message = "请说明提前截止的理由") @Prose String reason) {
    }

    /** An open call as offices see it. */
    record CampaignView(String id, String unit, String title, String text, String sought, LocalDate from, LocalDate to, @Nullable Integer seats,
            List<Quota> quotas, CampaignStatus status, String statusName, @Nullable String closing, List<CampaignAction> actions, Instant createdAt,
            Instant changedAt, long version) {

        static CampaignView of(Campaign campaign, Caller caller) {
            Content content = campaign.content();
            return new CampaignView(campaign.id(), campaign.unit(), content.title(), content.text(), content.sought(), LocalDate.parse(content.from()),
                    LocalDate.parse(content.to()), content.seats(), content.quotas(), campaign.status(), campaign.status().chinese(), campaign.closing(),
                    campaign.actions(caller), campaign.createdAt(), campaign.changedAt(), campaign.version());
        }
    }

    /** Drafts an open call: 201; 200 for a repeated request. */
    @PostMapping("/campaigns")
    @Operation(summary = "起草公开征集")
    ResponseEntity<CampaignView> draft(@Valid @RequestBody Draft draft, IdempotencyKey key, Caller caller) {
        var drafted = campaigns.draft(key.id(Campaign.PREFIX, caller), draft.unit == null ? caller.unit() : draft.unit, draft.content.content(), caller);
        Campaign campaign = drafted.campaign();
        return IfMatch.begun(drafted.fresh(), PATH + campaign.id(), IfMatch.tagged(campaign, CampaignView.of(campaign, caller)));
    }

    /** Those of the caller's unit and of all below it, newest first. */
    @GetMapping("/campaigns")
    @Operation(summary = "分页查看公开征集")
    Page<CampaignView> list(@RequestParam(required = false) @Nullable CampaignStatus status,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "每页 1 至 200 条") @Max(value = 200, message = "每页 1 至 200 条") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return campaigns.page(status, limit, after, caller).map(campaign -> CampaignView.of(campaign, caller));
    }

    /** One open call. */
    @GetMapping("/campaigns/{id}")
    @Operation(summary = "查看一项公开征集")
    ResponseEntity<CampaignView> get(@PathVariable String id, Caller caller) {
        return tagged(campaigns.get(id, caller), caller);
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/campaigns/{id}/history")
    @Operation(summary = "查看公开征集的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return campaigns.get(id, caller).history();
    }

    /** Writes a draft anew, whole. */
    @PutMapping("/campaigns/{id}")
    @Operation(summary = "修改公开征集草稿")
    ResponseEntity<CampaignView> edit(@PathVariable String id, IfMatch version, @Valid @RequestBody Body body, Caller caller) {
        return tagged(campaigns.edit(id, body.content(), version.version(), caller), caller);
    }

    /** From now on everybody sees it. */
    @PostMapping("/campaigns/{id}/publication")
    @Operation(summary = "发布公开征集")
    ResponseEntity<CampaignView> publish(@PathVariable String id, IfMatch version, Caller caller) {
        return tagged(campaigns.publish(id, version.version(), caller), caller);
    }

    /** Moves its last day further out. */
    @PostMapping("/campaigns/{id}/extension")
    @Operation(summary = "延长征集期")
    ResponseEntity<CampaignView> extend(@PathVariable String id, IfMatch version, @Valid @RequestBody Extension extension, Caller caller) {
        return tagged(campaigns.extend(id, day("to", extension.to), version.version(), caller), caller);
    }

    /** Closes it before its time. */
    @PostMapping("/campaigns/{id}/closing")
    @Operation(summary = "提前截止公开征集")
    ResponseEntity<CampaignView> close(@PathVariable String id, IfMatch version, @Valid @RequestBody Closing closing, Caller caller) {
        return tagged(campaigns.close(id, closing.reason, version.version(), caller), caller);
    }

    /** Who applied, who holds a seat, who is appointed, by what should be balanced (notice, section 三(二)1). */
    @GetMapping("/campaigns/{id}/balance")
    @Operation(summary = "查看征集的名额与结构")
    CampaignBalance balance(@PathVariable String id, Caller caller) {
        return CampaignBalance.of(campaigns.get(id, caller), campaigns.heads(id, caller), campaigns::unitName);
    }

    /**
     * What waits for the offices of a unit and of all below it. The people themselves: {@code GET /api/v1/experiencers} with
     * {@code status=APPLIED}, or {@code status=ON_NOTICE&noticeTo=DATE}.
     *
     * @param unit the caller's own where absent
     */
    @GetMapping("/worklist")
    @Operation(summary = "查看征集待办数量")
    Experiencers.Worklist worklist(@RequestParam(required = false) @Nullable @Size(max = 16, message = "单位编码不超过 16 个字符") String unit, Caller caller) {
        return experiencers.worklist(unit, caller);
    }

    private static LocalDate day(String field, LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw Refusal.malformed(field, "年份应为 " + FIRST_YEAR + " 至 " + LAST_YEAR);
        }
        return day;
    }

    private static ResponseEntity<CampaignView> tagged(Campaign campaign, Caller caller) {
        return IfMatch.tagged(campaign, CampaignView.of(campaign, caller));
    }
}
