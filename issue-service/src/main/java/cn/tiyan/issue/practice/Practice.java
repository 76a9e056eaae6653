package cn.tiyan.issue.practice;

import cn.tiyan.contracts.practice.PracticePromoted;
import cn.tiyan.contracts.practice.PracticeReviewed;
import cn.tiyan.contracts.practice.PracticeSubmitted;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 创新做法: what worked in one unit and may work in others. {@link PracticeLifecycle} says what may follow what.
 *
 * <p>Its unit's line sees it; once it is recommended to a unit, so do that unit, what lies below it, and the offices above it.
 */
@Document("practice")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-item", def = "{within: 1, 'content.serviceItem.code': 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-theme", def = "{within: 1, 'content.theme': 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "promoted", def = "{promotedTo: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "promoted-by-status", def = "{promotedTo: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "promoted-by-item", def = "{promotedTo: 1, 'content.serviceItem.code': 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "promoted-by-theme", def = "{promotedTo: 1, 'content.theme': 1, createdAt: -1, _id: -1}")
public class Practice extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "prc";
    /** Whoever means more units than these means the office above them. */
    static final int MOST_TARGETS = 200;
    /** Each further promotion is kept with its units: more of them make a document that nobody reads. */
    static final int MOST_PROMOTIONS = 50;

    private Content content;
    private String fingerprint;
    private List<String> line;
    private String submittedBy;
    private PracticeStatus status;
    private @Nullable Review review;
    private List<String> promotedTo = new ArrayList<>();
    private List<Promotion> promotions = new ArrayList<>();

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Practice() {
    }

    private Practice(String id, Content content, Unit home, Caller by, Instant at) {
        super(id, home.code(), home.within(), at);
        this.content = content;
        fingerprint = content.fingerprint();
        line = home.within();
        submittedBy = by.account();
        status = PracticeLifecycle.BEGINNING;
        announce(false, "submit", by, at);
    }

    /**
     * 报送.
     *
     * @param home the unit whose practice it is
     * @throws Refusal {@code no-office-above}, since nobody could review it
     */
    static Practice submit(String id, Content content, Unit home, Caller by, Instant at) {
        if (home.within().size() == 1) {
            throw Refusal.rule("no-office-above", "本单位没有上级单位，其做法无从审核，请由下级单位或部门报送");
        }
        return new Practice(id, content, home, by, at);
    }

    /** 重新报送. */
    public void resubmit(Content better, Caller by, Instant at) {
        Line<PracticeStatus, PracticeAction> step = permit(PracticeAction.RESUBMIT, by, List.of());
        content = better;
        submittedBy = by.account();
        review = null;
        status = step.to();
        announce(true, step.action().verb(), by, at);
    }

    private void announce(boolean again, String verb, Caller by, Instant at) {
        happened(new PracticeSubmitted(id(), unit(), content.title(), content.serviceItem(), content.issueIds(), content.commonProblemId(),
                again), by, verb, content.title(), at);
    }

    /**
     * 审核入库.
     *
     * @throws Refusal {@code reviewer-not-above}, {@code reviewer-is-submitter}
     */
    public void accept(@Nullable String note, Caller by, Instant at) {
        review(PracticeAction.ACCEPT, Masking.textIfAny(note), by, at);
    }

    /**
     * 退回.
     *
     * @throws Refusal {@code reviewer-not-above}, {@code reviewer-is-submitter}
     */
    public void sendBack(String reason, Caller by, Instant at) {
        review(PracticeAction.RETURN, Masking.text(reason), by, at);
    }

    private void review(PracticeAction action, @Nullable String words, Caller by, Instant at) {
        Line<PracticeStatus, PracticeAction> step = permit(action, by, List.of());
        boolean accepted = action == PracticeAction.ACCEPT;
        review = new Review(by.account(), by.unit(), accepted, words, at.truncatedTo(ChronoUnit.MILLIS));
        status = step.to();
        happened(new PracticeReviewed(id(), by.unit(), accepted, accepted ? null : words), by, step.action().verb(), words, at);
    }

    /**
     * 推广: to these units and all below them; again to further ones.
     *
     * @param to at least one
     * @throws Refusal {@code promoter-not-of-its-line}, {@code promotion-outside-subtree}, {@code too-many-units}, {@code too-many-entries}
     */
    public void promote(List<Unit> to, @Nullable String note, Caller by, Instant at) {
        Line<PracticeStatus, PracticeAction> step = permit(PracticeAction.PROMOTE, by, List.of());
        for (Unit unit : to) {
            if (!unit.isWithin(by.unit())) {
                throw Refusal.rule("promotion-outside-subtree", "units", "只能推广到本单位管辖范围内的单位，" + unit.name() + "不在其中");
            }
        }
        if (promotions.size() >= MOST_PROMOTIONS) {
            throw Refusal.rule("too-many-entries", "推广最多 " + MOST_PROMOTIONS + " 次，请一次推广到更多单位或它们的上级单位");
        }
        Set<String> targets = new LinkedHashSet<>(promotedTo);
        to.forEach(unit -> targets.add(unit.code()));
        if (targets.size() > MOST_TARGETS) {
            throw Refusal.rule("too-many-units", "units", "推广单位最多 " + MOST_TARGETS + " 个，请改为推广到它们的上级单位");
        }
        Set<String> seenBy = new LinkedHashSet<>(within());
        to.forEach(unit -> seenBy.addAll(unit.within()));
        promotedTo = List.copyOf(targets);
        belongsTo(unit(), List.copyOf(seenBy));
        status = step.to();
        List<String> codes = to.stream().map(Unit::code).toList();
        promotions.add(new Promotion(by.account(), by.unit(), codes, Masking.textIfAny(note),
                at.truncatedTo(ChronoUnit.MILLIS)));
        happened(new PracticePromoted(id(), by.unit(), codes), by, step.action().verb(),
                String.join("、", codes) + (note == null ? "" : "：" + Masking.text(note)), at);
    }

    /** What this caller may do now. */
    public List<PracticeAction> actions(Caller by, List<String> home) {
        return PracticeLifecycle.TABLE.from(status).stream().filter(action -> may(action, by, home)).toList();
    }

    private boolean may(PracticeAction action, Caller by, List<String> home) {
        try {
            permit(action, by, home);
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    /**
     * The step, if this caller may take it now.
     *
     * @param home codes from the province down to the caller's unit; asked for by adopting alone
     */
    final Line<PracticeStatus, PracticeAction> permit(PracticeAction action, Caller by, List<String> home) {
        Line<PracticeStatus, PracticeAction> step = PracticeLifecycle.TABLE.permit(status, action, by);
        boolean own = by.unit().equals(unit());
        switch (action) {
            case RESUBMIT -> require(own, "not-the-unit-itself", "只有报送单位自己可以重新报送");
            case ACCEPT, RETURN -> {
                require(!own && line.contains(by.unit()), "reviewer-not-above", "创新做法由上级营商办审核，单位不能审核自己的做法");
                require(!by.account().equals(submittedBy), "reviewer-is-submitter", "报送做法的人不能审核该做法");
            }
            case PROMOTE -> require(line.contains(by.unit()), "promoter-not-of-its-line", "只有报送单位或其上级营商办可以推广");
            case ADOPT -> {
                require(!own, "own-practice", "本单位自己的做法，无需采用");
                require(!Collections.disjoint(promotedTo, home), "not-promoted-to-unit", "该做法尚未推广到您所在的单位");
            }
        }
        return step;
    }

    private static void require(boolean kept, String rule, String message) {
        if (!kept) {
            throw Refusal.rule(rule, message);
        }
    }

    /** Whether it was first submitted with this content. */
    boolean beganWith(Content other) {
        return fingerprint.equals(other.fingerprint());
    }

    public Content content() {
        return content;
    }

    /** Codes from the province down to its unit. */
    List<String> line() {
        return line;
    }

    /** Account that submitted it last. */
    public String submittedBy() {
        return submittedBy;
    }

    public PracticeStatus status() {
        return status;
    }

    /** The word on the newest submission. */
    public @Nullable Review review() {
        return review;
    }

    /** Codes of units: it is recommended to these and all below them. */
    public List<String> promotedTo() {
        return List.copyOf(promotedTo);
    }

    /** All recommendations, oldest first. */
    public List<Promotion> promotions() {
        return List.copyOf(promotions);
    }
}
