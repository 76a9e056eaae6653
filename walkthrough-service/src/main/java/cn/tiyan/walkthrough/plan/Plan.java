package cn.tiyan.walkthrough.plan;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 走前“瞄准问题” (notice, section 六(二)): a unit's plan for a period: which items are to be walked, in which role, by whom, with whom, and
 * why. {@link PlanLifecycle} says what may follow what.
 */
@Document("plan")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-of-walker", def = "{'entries.walker': 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "by-entry", def = "{'entries._id': 1}", sparse = true)
public class Plan extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "pln";
    /** A plan of more is no plan of one unit for one period. */
    public static final int MOST_ENTRIES = 200;

    private static final String ENTRY_PREFIX = "ple";
    private static final Period LONGEST = Period.ofYears(2);
    private static final Actor FOLLOW_UP = Actor.service("walkthrough-service");

    private String draftDigest;
    private String title;
    private String from;
    private String to;
    private PlanStatus status;
    private List<PlanEntry> entries = new ArrayList<>();
    private int numbered;
    private @Nullable String closedBecause;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Plan() {
    }

    private Plan(String id, PlanDraft draft, Unit unit, Caller by, Instant at) {
        super(id, unit.code(), unit.within(), at);
        ownedBy(by.account());
        draftDigest = digest(draft);
        status = PlanLifecycle.BEGINNING;
        take(draft);
        noted(by, "draft", title, at);
    }

    /** Makes the draft of a plan. */
    static Plan draft(String id, PlanDraft draft, Unit unit, Caller by, Instant at) {
        return new Plan(id, draft, unit, by, at);
    }

    /** 修改: the whole draft anew. */
    void edit(PlanDraft draft, Caller by, Instant at) {
        Line<PlanStatus, PlanAction> step = permit(PlanAction.EDIT, by);
        take(draft);
        status = step.to();
        noted(by, step.action().verb(), title, at);
    }

    /**
     * 发布: from here on walkers go by it.
     *
     * @throws Refusal {@code plan-without-entries}, {@code plan-period-over}
     */
    void publish(LocalDate today, Caller by, Instant at) {
        Line<PlanStatus, PlanAction> step = permit(PlanAction.PUBLISH, by);
        if (entries.isEmpty()) {
            throw Refusal.rule("plan-without-entries", "entries", "计划中还没有走流程安排，不能发布");
        }
        if (to().isBefore(today)) {
            throw Refusal.rule("plan-period-over", "to", "计划的时段已经结束，请调整后再发布");
        }
        status = step.to();
        noted(by, step.action().verb(), title, at);
    }

    /**
     * 调整: the whole plan anew, with a reason. What has been walked stays in it.
     *
     * @throws Refusal {@code entry-already-walked}, {@code plan-without-entries}
     */
    void amend(PlanDraft draft, String reason, Caller by, Instant at) {
        Line<PlanStatus, PlanAction> step = permit(PlanAction.AMEND, by);
        if (draft.entries().isEmpty()) {
            throw Refusal.rule("plan-without-entries", "entries", "已发布的计划至少保留一项走流程安排；不再执行的请终止");
        }
        take(draft);
        status = step.to();
        noted(by, step.action().verb(), Masking.text(reason), at);
        completeWhenAllIsWalked(at);
    }

    /** 终止, with a reason. */
    void close(String reason, Caller by, Instant at) {
        Line<PlanStatus, PlanAction> step = permit(PlanAction.CLOSE, by);
        closedBecause = Masking.text(reason);
        status = step.to();
        noted(by, step.action().verb(), closedBecause, at);
    }

    /**
     * An entry was walked. A walkthrough of another item, or in another role, is none of the entry's, whatever it says.
     *
     * @param sequence the event's number in the walkthrough's life
     * @return false if nothing changed
     */
    boolean walked(String entryId, String walkthrough, String item, WalkthroughRole role, LocalDate day, long sequence, Instant at) {
        Optional<PlanEntry> entry = entry(entryId).filter(found -> found.serviceItem().code().equals(item) && found.role() == role);
        if (entry.isEmpty() || PlanLifecycle.TABLE.find(status, PlanAction.WALK).isEmpty() || !receives(walkthrough, sequence)) {
            return false;
        }
        entries.replaceAll(found -> found.id().equals(entryId) ? found.with(walkthrough, day) : found);
        noted(FOLLOW_UP, PlanAction.WALK.verb(), entryId + " " + walkthrough, at);
        completeWhenAllIsWalked(at);
        return true;
    }

    private void completeWhenAllIsWalked(Instant at) {
        if (entries.stream().allMatch(PlanEntry::walked)) {
            PlanLifecycle.TABLE.find(status, PlanAction.COMPLETE).ifPresent(step -> {
                status = step.to();
                noted(FOLLOW_UP, step.action().verb(), null, at);
            });
        }
    }

    private void take(PlanDraft draft) {
        LocalDate first = draft.from();
        LocalDate last = draft.to();
        if (last.isBefore(first)) {
            throw Refusal.rule("plan-ends-before-start", "to", "计划结束日期不能早于开始日期");
        }
        if (first.plus(LONGEST).isBefore(last)) {
            throw Refusal.rule("plan-too-long", "to", "一份计划最长两年");
        }
        List<PlanEntry> taken = new ArrayList<>();
        int number = numbered;
        for (PlanDraft.Entry entry : draft.entries()) {
            String field = "entries[" + taken.size() + "].";
            check(field, entry, first, last);
            String known = entry.id();
            PlanEntry now = known == null ? PlanEntry.of(Ids.derived(ENTRY_PREFIX, id() + "\n" + ++number), entry)
                    : entry(known).orElseThrow(() -> Refusal.rule("entry-unknown", field + "id", "本计划中没有编号为 " + known + " 的安排")).as(entry);
            if (taken.stream().anyMatch(other -> other.id().equals(now.id()) || other.sameWalk(now))) {
                throw Refusal.rule("entry-repeated", field + "serviceItem", "同一人同日以同一身份走同一事项，只安排一次");
            }
            taken.add(now);
        }
        for (PlanEntry walked : entries) {
            if (walked.walked() && taken.stream().noneMatch(now -> now.id().equals(walked.id()) && now.keepsWhatWasWalked(walked))) {
                throw Refusal.rule("entry-already-walked", "entries", "“" + walked.serviceItem().name() + "”已经走过，不能删除或改为其他事项、单位、身份、人员");
            }
        }
        numbered = number;
        title = Masking.text(draft.title());
        from = first.toString();
        to = last.toString();
        entries = taken;
    }

    private static void check(String field, PlanDraft.Entry entry, LocalDate first, LocalDate last) {
        if (entry.plannedOn().isBefore(first) || entry.plannedOn().isAfter(last)) {
            throw Refusal.rule("entry-outside-period", field + "plannedOn", "安排日期应在计划时段内");
        }
        if (entry.role() == WalkthroughRole.COMPANION && entry.experiencers().isEmpty() && entry.company().isEmpty()) {
            throw Refusal.rule("companion-of-nobody", field + "company", "陪同办须说明陪同的是哪位体验员，或哪类企业群众");
        }
    }

    /** What this caller may do now. */
    public List<PlanAction> actions(Caller by) {
        return by.unit().equals(unit()) ? PlanLifecycle.TABLE.from(status).stream().filter(action -> action.roles().stream().anyMatch(by::is)).toList() : List.of();
    }

    /**
     * @throws Refusal forbidden; {@code illegal-transition}; {@code not-the-plans-unit}, as offices above see a plan and leave it to the
     *     unit whose plan it is
     */
    Line<PlanStatus, PlanAction> permit(PlanAction action, Caller by) {
        Line<PlanStatus, PlanAction> step = PlanLifecycle.TABLE.permit(status, action, by);
        if (!by.unit().equals(unit())) {
            throw Refusal.rule("not-the-plans-unit", "计划由制定单位自己修改、发布、调整和终止");
        }
        return step;
    }

    /** Whether it was made from this very draft: a repeated request, not another one under the same key. */
    boolean beganWith(PlanDraft draft) {
        return draftDigest.equals(digest(draft));
    }

    private static String digest(PlanDraft draft) {
        return HexFormat.of().formatHex(Ids.sha256(draft.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The entry with this id. */
    public Optional<PlanEntry> entry(String id) {
        return entries.stream().filter(entry -> Objects.equals(entry.id(), id)).findFirst();
    }

    public String title() {
        return title;
    }

    /** First day of its period. */
    public LocalDate from() {
        return LocalDate.parse(from);
    }

    /** Last day of its period. */
    public LocalDate to() {
        return LocalDate.parse(to);
    }

    public PlanStatus status() {
        return status;
    }

    /** In their order. */
    public List<PlanEntry> entries() {
        return List.copyOf(entries);
    }

    /** Why it was closed, where it was. */
    public @Nullable String closedBecause() {
        return closedBecause;
    }
}
