package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.walkthrough.checklist.Checklist;
import cn.tiyan.walkthrough.checklist.Checklists;
import cn.tiyan.walkthrough.checklist.RoleForm;
import cn.tiyan.walkthrough.checklist.RoleForms;
import cn.tiyan.walkthrough.companion.Companions;
import cn.tiyan.walkthrough.hardcase.HardCases;
import cn.tiyan.walkthrough.photo.Photo;
import cn.tiyan.walkthrough.photo.PhotoType;
import cn.tiyan.walkthrough.photo.Photos;
import cn.tiyan.walkthrough.plan.Plans;
import cn.tiyan.walkthrough.post.Conflicts;
import cn.tiyan.walkthrough.walkthrough.Batch.Item;
import cn.tiyan.walkthrough.walkthrough.Batch.Outcome;
import cn.tiyan.walkthrough.walkthrough.Batch.Receipt;
import cn.tiyan.walkthrough.walkthrough.Batch.Synced;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** 走中“思考答案” and what follows: sessions that are recorded on phones, finished, reviewed, and walked again. */
@Component
public class Sessions {

    /** Two devices of one session rarely meet; a dozen that do must all get through. */
    private static final int ATTEMPTS = 12;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Checklists checklists;
    private final RoleForms forms;
    private final Organisation organisation;
    private final Companions companions;
    private final HardCases hardCases;
    private final Conflicts conflicts;
    private final Plans plans;
    private final Photos photos;
    private final Clock clock;

    Sessions(AggregateStore store, MongoTemplate mongo, Checklists checklists, RoleForms forms, Organisation organisation, Companions companions, HardCases hardCases,
            Conflicts conflicts, Plans plans, Photos photos, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.checklists = checklists;
        this.forms = forms;
        this.organisation = organisation;
        this.companions = companions;
        this.hardCases = hardCases;
        this.conflicts = conflicts;
        this.plans = plans;
        this.photos = photos;
        this.clock = clock;
    }

    /**
     * What came of starting a session.
     *
     * @param fresh false if it had been started before; then nothing was added
     */
    public record Started(Walkthrough session, boolean fresh) {
    }

    /**
     * A photo to be read.
     *
     * @param content to be closed by whoever reads it
     */
    public record Opened(StoredPhoto photo, PhotoType type, InputStream content) {
    }

    /**
     * Starts a session. If it walks another one again, that is noted there afterwards; a repeated request makes up for it.
     *
     * @param id derived from the phone's own id of the session, so that its second device, or a repeated request, gets the same one
     * @throws Refusal as {@link Walkthrough#start}, {@link Checklists#current}, {@link RoleForms#require}, {@link Companions#require} and
     *     {@link HardCases#require} say; {@code idempotency-key-reused}
     */
    public Started start(String id, Start start, Caller walker) {
        walker.require(Role.WALKER);
        Started started = startedBefore(id, start).orElseGet(() -> begin(id, start, walker));
        started.session().reWalkOf().ifPresent(original -> AggregateStore.whileStale(ATTEMPTS, () -> {
            Walkthrough again = store.get(Walkthrough.class, original, walker);
            return again.walkedAgain(id, walker, clock.instant()) ? store.save(again) : again;
        }));
        return started;
    }

    private Started begin(String id, Start start, Caller walker) {
        Unit unit = organisation.require("unit", walker.unit());
        Unit about = start.aboutUnit() == null ? unit : organisation.require("aboutUnit", start.aboutUnit());
        if (start.cross() != null && start.cross().farUnit() != null) {
            organisation.require("cross.farUnit", start.cross().farUnit());
        }
        Checklist checklist = checklist(start, unit);
        RoleForm form = forms.require("formVersion", start.formVersion(), start.role());
        Walkthrough original = start.reWalkOf() == null ? null : reWalked(start.reWalkOf(), walker);
        Walkthrough session = Walkthrough.start(id, start, unit, about, checklist, form, original, walker, clock.instant());
        hardCases.require("feedbackIds", start.feedbackIds(), walker);
        String entry = start.planEntryId();
        if (entry != null) {
            plans.requireEntry("planEntryId", entry, walker, start.serviceItem().code(), start.role());
        }
        conflicts.refuseOwnWindow(List.of(Conflicts.Walk.of(walker.account(), about.code(), start.serviceItem().code(), start.startedAt())));
        String experiencer = start.experiencerId();
        if (experiencer != null) {
            companions.require(experiencer, start.startedAt());
        }
        try {
            return new Started(store.insert(session), true);
        } catch (DuplicateKeyException e) {
            return startedBefore(id, start).orElseThrow(() -> e);
        }
    }

    private Checklist checklist(Start start, Unit unit) {
        String version = start.checklistVersion();
        if (version == null) {
            return checklists.current(unit, start.topics());
        }
        if (start.topics() != null) {
            throw Refusal.malformed("topics", "已指定检查清单版本，不能再选专题");
        }
        return checklists.require("checklistVersion", version);
    }

    private Walkthrough reWalked(String id, Caller walker) {
        Walkthrough found = mongo.findOne(Query.query(walker.sees().and("_id").is(id)), Walkthrough.class);
        if (found == null) {
            throw Refusal.rule("re-walk-unknown", "reWalkOf", "未找到要再走一次的走流程：" + id);
        }
        return found;
    }

    private Optional<Started> startedBefore(String id, Start start) {
        return store.find(Walkthrough.class, id).map(existing -> {
            if (!existing.isOf(start)) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该标识已用于另一次内容不同的走流程，请更换后重新开始");
            }
            return new Started(existing, false);
        });
    }

    /**
     * Takes over what a device recorded. What is malformed or breaks a rule is refused entry by entry, and the rest is kept: it all
     * depends on the entry alone, so any order and any number of repetitions lead to the same session. It adds and never overwrites, so
     * it needs no version from the caller.
     *
     * @throws Refusal not found, also where it is somebody else's session; {@code illegal-transition}, {@code session-full}: then nothing was kept
     */
    public Synced sync(String id, Batch batch, Caller walker) {
        walker.require(Role.WALKER);
        return AggregateStore.whileStale(ATTEMPTS, () -> attempt(id, batch, walker));
    }

    private Synced attempt(String id, Batch batch, Caller walker) {
        Walkthrough session = own(id, walker);
        Instant now = clock.instant();
        long skew = Duration.between(now, batch.deviceNow()).toMillis();
        Checklist checklist = checklists.require("checklistVersion", session.checklistVersion());
        RoleForm form = form(session);
        Set<Entry> known = new HashSet<>(session.entries());
        List<Entry> admitted = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        for (Item item : batch.items()) {
            if (item.entry() == null) {
                receipts.add(Receipt.refused(item, Refusal.malformed(List.of(Objects.requireNonNull(item.malformed())))));
                continue;
            }
            Entry entry = item.entry().masked();
            if (!known.add(entry)) {
                receipts.add(Receipt.of(item, Outcome.DUPLICATE));
                continue;
            }
            try {
                session.judge(entry, checklist, form, about(entry), now);
                session.requireUntold(entry);
                admitted.add(entry);
                receipts.add(Receipt.of(item, Outcome.ACCEPTED));
            } catch (Refusal refusal) {
                known.remove(entry);
                receipts.add(Receipt.refused(item, refusal));
            }
        }
        boolean changed = !session.merge(admitted, new Device(batch.device(), skew, now.truncatedTo(ChronoUnit.MILLIS)), walker, now).isEmpty();
        Walkthrough synced = changed ? store.save(session) : session;
        return new Synced(synced, receipts, synced.snags(form), skew);
    }

    private @Nullable RoleForm form(Walkthrough session) {
        return session.formVersion().map(version -> forms.require("formVersion", version, session.role())).orElse(null);
    }

    /** What stands in the way of finishing a session that is being recorded; null of one that is not. */
    public @Nullable List<Snag> snags(Walkthrough session) {
        return session.status() == SessionStatus.OPEN || session.status() == SessionStatus.RETURNED ? session.snags(form(session)) : null;
    }

    private @Nullable Unit about(Entry entry) {
        if (entry.finding() == null || entry.finding().aboutUnit() == null) {
            return null;
        }
        String code = entry.finding().aboutUnit();
        return organisation.find(code).filter(Unit::active)
                .orElseThrow(() -> Refusal.rule("unknown-reference", "finding.aboutUnit", "没有编码为 " + code + " 的在用单位"));
    }

    private Walkthrough own(String id, Caller walker) {
        Walkthrough session = mongo.findOne(Query.query(Criteria.where("_id").is(id).and("owner").is(walker.account())), Walkthrough.class);
        if (session == null) {
            throw Refusal.notFound("未找到该记录：" + id);
        }
        return session;
    }

    /**
     * Takes photos in: stores them, then refers to them in one write. Nothing is asked of the order: the entries that name them may come
     * before or after.
     *
     * @throws Refusal not found, also where it is somebody else's session; what {@link Photos#keep} refuses: then none was kept; what
     *     {@link Walkthrough#illustrate} refuses
     */
    public Walkthrough illustrate(String id, List<Photos.Content> contents, Caller walker) throws IOException {
        walker.require(Role.WALKER);
        own(id, walker);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<StoredPhoto> stored = new ArrayList<>();
        for (Photo photo : photos.keep("photos", contents)) {
            stored.add(new StoredPhoto(photo.sha256(), photo.type().mediaType(), photo.size(), at));
        }
        return AggregateStore.whileStale(ATTEMPTS, () -> {
            Walkthrough session = own(id, walker);
            return session.illustrate(stored, walker, clock.instant()) ? store.save(session) : session;
        });
    }

    /** A photo of a walkthrough the caller may see. */
    public Opened photo(String id, String sha256, Caller caller) {
        StoredPhoto photo = store.get(Walkthrough.class, id, caller).photos().stream().filter(held -> held.sha256().equals(sha256)).findFirst()
                .orElseThrow(() -> Refusal.notFound("该走流程没有这张照片：" + sha256));
        return opened(photo);
    }

    private Opened opened(StoredPhoto photo) {
        return new Opened(photo, PhotoType.named(photo.type()), photos.open(photo.sha256()));
    }

    /**
     * Photos of one finding, for whoever may see the walkthrough, and for the unit the finding is about, the unit that has its issue in
     * hand, and those above either: none of them sees the walker's notes.
     */
    public List<StoredPhoto> photosOf(String findingId, Caller caller) {
        caller.require(Role.WALKER, Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.VERIFIER, Role.LEADER);
        Criteria concerned = new Criteria().andOperator(Criteria.where("findings._id").is(findingId), new Criteria().orOperator(
                Criteria.where("within").is(caller.unit()),
                Criteria.where("findings").elemMatch(Criteria.where("_id").is(findingId).orOperator(
                        Criteria.where("aboutLine").is(caller.unit()), Criteria.where("handlingLine").is(caller.unit())))));
        Walkthrough walkthrough = mongo.findOne(Query.query(concerned), Walkthrough.class);
        if (walkthrough == null) {
            throw Refusal.notFound("未找到该发现：" + findingId);
        }
        Finding finding = walkthrough.findings().stream().filter(found -> found.id().equals(findingId)).findFirst().orElseThrow();
        return walkthrough.photos().stream().filter(photo -> finding.photos().contains(photo.sha256())).toList();
    }

    /** One photo of a finding, for the same people. */
    public Opened photoOf(String findingId, String sha256, Caller caller) {
        return opened(photosOf(findingId, caller).stream().filter(photo -> photo.sha256().equals(sha256)).findFirst()
                .orElseThrow(() -> Refusal.notFound("该发现没有这张照片：" + sha256)));
    }

    /**
     * 督导办: takes on hard cases the caller may see.
     *
     * @throws Refusal {@code hard-case-unknown}, and what {@link Walkthrough#pick} refuses
     */
    public Walkthrough pick(String id, List<String> feedbackIds, Caller walker, long expected) {
        walker.require(Role.WALKER);
        return store.change(Walkthrough.class, id, walker, expected, session -> {
            session.requireWalker(walker);
            hardCases.require("feedbackIds", feedbackIds, walker);
            session.pick(feedbackIds, walker, clock.instant());
        });
    }

    /**
     * Finishes a session.
     *
     * @param finishedAt when, by the phone's clock; null for when the last entry was written
     * @throws Refusal as {@link Walkthrough#finish} says
     */
    public Walkthrough finish(String id, @Nullable Instant finishedAt, Caller walker, long expected) {
        walker.require(Role.WALKER);
        return store.change(Walkthrough.class, id, walker, expected, session -> session.finish(finishedAt,
                checklists.require("checklistVersion", session.checklistVersion()), form(session), unitsOf(session), walker, clock.instant()));
    }

    private Map<String, Unit> unitsOf(Walkthrough session) {
        Map<String, Unit> units = new HashMap<>();
        units.put(session.aboutUnit(), organisation.require("aboutUnit", session.aboutUnit()));
        for (Recording.Observed observed : session.recording().findings()) {
            String code = observed.seen().aboutUnit();
            if (code != null) {
                units.computeIfAbsent(code, named -> organisation.require("entries[" + observed.entry() + "].finding.aboutUnit", named));
            }
        }
        return units;
    }

    /** 审核通过 or 退回, as {@link Walkthrough#review} says. */
    public Walkthrough review(String id, boolean accepted, @Nullable String opinion, Caller by, long expected) {
        by.require(Role.OFFICE_CLERK);
        return store.change(Walkthrough.class, id, by, expected, session -> session.review(accepted, opinion, by, clock.instant()));
    }

    /** 安排再走一次, as {@link Walkthrough#planReWalk} says. */
    public Walkthrough planReWalk(String id, LocalDate day, Caller by, long expected) {
        by.require(Role.WALKER, Role.OFFICE_CLERK);
        return store.change(Walkthrough.class, id, by, expected, session -> session.planReWalk(day, by, clock.instant()));
    }

    /** One page of the walkthroughs that are to be walked again and were not yet, the soonest first. */
    public Page<WalkthroughRow> reWalks(int limit, @Nullable String after, Caller caller) {
        caller.require(Role.WALKER, Role.OFFICE_CLERK, Role.LEADER);
        return store.page(Walkthrough.class, WalkthroughRow.RE_WALKS, caller.sees().and(WalkthroughRow.RE_WALK_AT).exists(true), limit, after);
    }

    /**
     * Compares two walkthroughs of one item.
     *
     * @throws Refusal not found; {@code compared-items-differ}; {@code compared-unfinished}
     */
    public Comparison compare(String id, String with, Caller caller) {
        Walkthrough one = store.get(Walkthrough.class, id, caller);
        Walkthrough other = store.get(Walkthrough.class, with, caller);
        if (!one.serviceItem().code().equals(other.serviceItem().code())) {
            throw Refusal.rule("compared-items-differ", "with", "只能对比同一政务服务事项的两次走流程");
        }
        if (one.finishedAt() == null || other.finishedAt() == null) {
            throw Refusal.rule("compared-unfinished", "with", "两次走流程都完成后才能对比");
        }
        return Comparison.of(one, other);
    }

    /** How far it is from being done with. */
    public Completion completion(Walkthrough walkthrough) {
        return Completion.of(walkthrough.status(), walkthrough.findings(), walkthrough.feedbackIds(), hardCases.solved(walkthrough.feedbackIds()));
    }

    /** The same of several, with one look at the hard cases of all. */
    public Map<String, Completion> completions(List<WalkthroughRow> rows) {
        Set<String> solved = hardCases.solved(rows.stream().flatMap(row -> row.feedbackIds().stream()).distinct().toList());
        Map<String, Completion> completions = new HashMap<>();
        rows.forEach(row -> completions.put(row.id(), Completion.of(row.status(), row.findings(), row.feedbackIds(), solved)));
        return completions;
    }
}
