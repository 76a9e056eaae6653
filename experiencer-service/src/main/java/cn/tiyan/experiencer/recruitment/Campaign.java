package cn.tiyan.experiencer.recruitment;

import cn.tiyan.experiencer.experiencer.ExperiencerStatus;
import cn.tiyan.experiencer.experiencer.Headcounts.Head;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** 公开征集: an open call, which the public answers within its period. {@link CampaignLifecycle} says what may follow what. */
@Document("recruitment_campaign")
@CompoundIndex(name = "list", def = "{'within': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "list-by-status", def = "{'within': 1, 'status': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "published", def = "{'status': 1, 'createdAt': -1, '_id': -1}")
public class Campaign extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "cmp";
    /** Whoever is approved or further holds a seat. */
    static final Set<ExperiencerStatus> SEATED = Set.of(ExperiencerStatus.ON_NOTICE, ExperiencerStatus.APPOINTED, ExperiencerStatus.SUSPENDED);

    private Content content;
    private String fingerprint;
    private CampaignStatus status;
    private @Nullable String closing;
    /** Seats for approvals that are under way: between them and the record of the person there are two writes. */
    private List<Kept> kept = new ArrayList<>();

    /** A seat kept for somebody who is about to be approved. */
    record Kept(String experiencer, Head head, Instant at) {
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Campaign() {
    }

    /** A draft. */
    Campaign(String id, Unit unit, Content content, Caller by, Instant at) {
        super(id, unit.code(), unit.within(), at);
        content.check();
        this.content = content;
        this.fingerprint = content.fingerprint();
        this.status = CampaignStatus.DRAFT;
        noted(by, "draft", content.title(), at);
    }

    /** 修改, whole. */
    void edit(Content better, Caller by, Instant at) {
        var step = CampaignLifecycle.TABLE.permit(status, CampaignAction.EDIT, by);
        better.check();
        content = better;
        noted(by, step.action().verb(), better.title(), at);
    }

    /**
     * 发布.
     *
     * @throws Refusal {@code period-over}
     */
    void publish(Caller by, LocalDate today, Instant at) {
        var step = CampaignLifecycle.TABLE.permit(status, CampaignAction.PUBLISH, by);
        if (last().isBefore(today)) {
            throw Refusal.rule("period-over", "征集期已过，请先修改征集期");
        }
        status = step.to();
        wakeAfter(last());
        noted(by, step.action().verb(), content.from() + " 至 " + content.to(), at);
    }

    /**
     * 延长征集期.
     *
     * @throws Refusal {@code period-not-longer}, {@code period-over}, {@code period-too-long}
     */
    void extend(LocalDate to, Caller by, LocalDate today, Instant at) {
        var step = CampaignLifecycle.TABLE.permit(status, CampaignAction.EXTEND, by);
        if (!to.isAfter(last())) {
            throw Refusal.rule("period-not-longer", "to", "新的截止日期应晚于 " + content.to());
        }
        if (to.isBefore(today)) {
            throw Refusal.rule("period-over", "to", "截止日期不能早于今天");
        }
        Content longer = content.until(to);
        longer.check();
        content = longer;
        wakeAfter(to);
        noted(by, step.action().verb(), content.to(), at);
    }

    /** 提前截止. */
    void close(String reason, Caller by, Instant at) {
        var step = CampaignLifecycle.TABLE.permit(status, CampaignAction.CLOSE, by);
        status = step.to();
        closing = Masking.text(reason);
        wakeAt(null);
        noted(by, step.action().verb(), closing, at);
    }

    /** 到期截止, if it is time. */
    void clockStrikes(Actor by, Instant at) {
        var step = CampaignLifecycle.TABLE.find(status, CampaignAction.END).orElse(null);
        if (step == null) {
            wakeAt(null);
        } else if (China.day(at).isAfter(last())) {
            status = step.to();
            wakeAt(null);
            noted(by, step.action().verb(), null, at);
        } else {
            wakeAfter(last());
        }
    }

    private void wakeAfter(LocalDate day) {
        wakeAt(China.begins(day.plusDays(1)));
    }

    /** @throws Refusal {@code campaign-not-begun}, {@code campaign-over} */
    void requireOpen(LocalDate today) {
        if (status == CampaignStatus.DRAFT || status == CampaignStatus.PUBLISHED && today.toString().compareTo(content.from()) < 0) {
            throw Refusal.rule("campaign-not-begun", "该征集尚未开始报名");
        }
        if (status == CampaignStatus.CLOSED || today.toString().compareTo(content.to()) > 0) {
            throw Refusal.rule("campaign-over", "该征集已截止报名");
        }
    }

    /** Whether people may apply on this day. */
    public boolean isOpen(LocalDate today) {
        String day = today.toString();
        return status == CampaignStatus.PUBLISHED && content.from().compareTo(day) <= 0 && day.compareTo(content.to()) <= 0;
    }

    /**
     * That somebody like this finds a seat beside those who hold one.
     *
     * @param heads of all who answered this call
     * @param underWay for whom seats are kept beside
     * @throws Refusal {@code quota-full}, which names the kind
     */
    void requireSeat(Head one, List<Head> heads, List<Kept> underWay) {
        Integer seats = content.seats();
        if (seats != null && taken(heads, underWay, _ -> true) >= seats) {
            throw Refusal.rule("quota-full", "该征集名额已满（共 " + seats + " 名）");
        }
        for (Quota quota : content.quotas()) {
            if (quota.covers(one) && taken(heads, underWay, quota::covers) >= quota.seats()) {
                throw Refusal.rule("quota-full", "该征集中此" + quota.dimension().chinese() + "的名额已满（" + quota.seats() + " 名）");
            }
        }
    }

    private static int taken(List<Head> heads, List<Kept> underWay, Predicate<Head> kind) {
        int seated = heads.stream().filter(head -> SEATED.contains(head.status())).filter(kind).mapToInt(Head::count).sum();
        return seated + (int) underWay.stream().map(Kept::head).filter(kind).count();
    }

    /** For whom seats are kept. */
    List<Kept> kept() {
        return List.copyOf(kept);
    }

    /**
     * Keeps a seat.
     *
     * @param others for whom seats must still be kept
     */
    void keep(String experiencer, Head head, List<Kept> others, List<Head> heads, Actor by, Instant at) {
        List<Kept> underWay = others.stream().filter(seat -> !seat.experiencer().equals(experiencer)).toList();
        requireSeat(head, heads, underWay);
        kept = new ArrayList<>(underWay);
        kept.add(new Kept(experiencer, head, at.truncatedTo(ChronoUnit.MILLIS)));
        noted(by, "seat", experiencer, at);
    }

    /** Whether it was first drafted with this content. */
    boolean beganWith(Content other) {
        return fingerprint.equals(other.fingerprint());
    }

    private LocalDate last() {
        return LocalDate.parse(content.to());
    }

    public Content content() {
        return content;
    }

    public CampaignStatus status() {
        return status;
    }

    /** Why it was closed early; null unless it was. */
    public @Nullable String closing() {
        return closing;
    }

    /** What this caller may do now. */
    public List<CampaignAction> actions(Caller by) {
        return CampaignLifecycle.TABLE.from(status).stream().filter(action -> by.is(action.roles().toArray(Role[]::new))).toList();
    }
}
