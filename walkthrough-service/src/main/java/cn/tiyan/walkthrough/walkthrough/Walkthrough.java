package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.contracts.walkthrough.FindingRecorded;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.platform.followup.Turn;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import cn.tiyan.walkthrough.checklist.Checklist;
import cn.tiyan.walkthrough.checklist.Checkpoint;
import cn.tiyan.walkthrough.checklist.RoleForm;
import cn.tiyan.walkthrough.walkthrough.Draft.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 走流程: an official walks a service item as a citizen would, and puts it on record: each step, and each finding at a checkpoint. It is
 * recorded on phones, entry by entry, and finished; or recorded by one request, as a session that was started, filled and finished at
 * once. Entries are only ever added, and what was told of a finding stays as it was told; what becomes of the findings is added.
 *
 * <p>It belongs to the walker's unit, also where a finding is about another: that unit sees the issue, not the walker's notes.
 */
@Document("walkthrough")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-role", def = "{within: 1, role: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-item", def = "{within: 1, 'serviceItem.code': 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "re-walks", def = "{within: 1, reWalkAt: 1, _id: 1}", partialFilter = "{reWalkAt: {$exists: true}}")
@CompoundIndex(name = "list-own", def = "{owner: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "by-finding", def = "{'findings._id': 1}", sparse = true)
@CompoundIndex(name = "by-issue", def = "{'findings.issue.issueId': 1}", sparse = true)
@CompoundIndex(name = "by-photo", def = "{'photos.sha256': 1}", sparse = true)
public class Walkthrough extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "wlk";

    /** How far a walker's clock may be ahead of ours. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    /** Nothing can have been walked before; keeps typing errors and times no database can hold away. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** So many versions of entries at the most: a session of 60 steps has some 200. */
    static final int MOST_ENTRIES = 2000;
    /** And so many bytes: a document of the database ends at 16 MB. */
    static final long MOST_BYTES = 4_000_000;
    static final int MOST_PHOTOS = 200;
    static final long MOST_PHOTO_BYTES = 100_000_000;
    static final int MOST_CASES = 50;

    private static final String FINDING_PREFIX = "fnd";
    /** The device of a walkthrough that was recorded by one request. */
    private static final String ONE_REQUEST = "one-request";
    private static final Actor FOLLOW_UP = Actor.service("walkthrough-service");

    private String draftDigest;
    private ServiceItemRef serviceItem;
    private WalkthroughRole role;
    private Channel channel;
    private SessionStatus status = SessionStatus.SUBMITTED;
    private String aboutUnit;
    private @Nullable String planEntryId;
    private @Nullable CrossCase cross;
    private List<String> feedbackIds = new ArrayList<>();
    private Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable CitizenGroup citizenGroup;
    private Set<SpecialGroup> specialGroups = EnumSet.noneOf(SpecialGroup.class);
    private boolean announced;
    private @Nullable String experiencerId;
    private String checklistVersion;
    private @Nullable String formVersion;
    private @Nullable Area area;
    private List<Step> steps = new ArrayList<>();
    private List<Finding> findings = new ArrayList<>();
    private List<Entry> entries = new ArrayList<>();
    private List<Device> devices = new ArrayList<>();
    private List<StoredPhoto> photos = new ArrayList<>();
    private List<Review> reviews = new ArrayList<>();
    private @Nullable String reWalkOf;
    private @Nullable Instant reWalkAt;
    private List<String> reWalkedBy = new ArrayList<>();

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Walkthrough() {
    }

    /** Only {@link #record} knows whether it may be. */
    Walkthrough(String id, Draft draft, Unit unit, Checklist checklist, List<Unit> about, Actor walker, Instant at) {
        this(id, digest(draft), begun(draft), unit, unit, checklist, null, walker, at);
        status = SessionStatus.SUBMITTED;
        Instant end = draft.finishedAt().truncatedTo(ChronoUnit.MILLIS);
        finishedAt = end;
        draft.steps().forEach(step -> steps.add(masked(step)));
        entries.addAll(entriesOf(draft));
        happened(new WalkthroughRecorded(id, unit.code(), serviceItem, role, channel, startedAt, end, experiencerId, draft.findings().size()),
                walker, "record", null, at);
        for (int i = 0; i < draft.findings().size(); i++) {
            Observation observed = draft.findings().get(i);
            add(Integer.toString(i), observed.kind(), observed.checkpoint(), observed.severity(), Masking.text(observed.title()),
                    Masking.text(observed.text()), observed.observedAt().truncatedTo(ChronoUnit.MILLIS), List.of(), checklist, about.get(i), walker, at);
        }
    }

    private Walkthrough(String id, String digest, Start start, Unit unit, Unit about, Checklist checklist, @Nullable RoleForm form, Actor walker, Instant at) {
        super(id, unit.code(), unit.within(), at);
        ownedBy(walker.account());
        draftDigest = digest;
        serviceItem = start.serviceItem();
        role = start.role();
        channel = start.channel();
        status = SessionStatus.OPEN;
        aboutUnit = about.code();
        planEntryId = start.planEntryId();
        cross = start.cross();
        feedbackIds.addAll(start.feedbackIds());
        startedAt = start.startedAt().truncatedTo(ChronoUnit.MILLIS);
        citizenGroup = start.citizenGroup();
        specialGroups.addAll(start.specialGroups());
        announced = start.announced();
        experiencerId = start.experiencerId();
        checklistVersion = checklist.version();
        formVersion = form == null ? null : form.version();
        area = start.area();
        reWalkOf = start.reWalkOf();
    }

    private static Start begun(Draft draft) {
        return new Start(draft.serviceItem(), draft.role(), draft.channel(), draft.startedAt(), null, null, draft.citizenGroup(), draft.specialGroups(),
                draft.announced(), draft.experiencerId(), draft.checklistVersion(), null, List.of(), null, null, null, null);
    }

    /** What the one request said, as a device would have written it down: so that it can be supplemented as any other session. */
    private static List<Entry> entriesOf(Draft draft) {
        List<Entry> entries = new ArrayList<>();
        long sequence = 0;
        for (int i = 0; i < draft.steps().size(); i++) {
            Step step = draft.steps().get(i);
            String key = "step-" + (i + 1);
            entries.add(new Entry(key + "-started", ONE_REQUEST, ++sequence, step.startedAt(), EntryKind.STEP_STARTED,
                    new Entry.StepStarted(step.name(), new StepSetting(key, null, null, null, null, null, null)), null, null, null, null, null).masked());
            entries.add(new Entry(key + "-ended", ONE_REQUEST, ++sequence, step.finishedAt(), EntryKind.STEP_ENDED, null,
                    new Entry.StepEnded(key, step.result(), step.materials(), step.visits(), step.promisedMinutes(), null, step.note(), step.citizenWords(), null,
                            null, null), null, null, null, null).masked());
        }
        for (int i = 0; i < draft.findings().size(); i++) {
            Observation seen = draft.findings().get(i);
            entries.add(new Entry(Integer.toString(i), ONE_REQUEST, ++sequence, seen.observedAt(), EntryKind.FINDING, null, null, null,
                    new Entry.Seen(seen.kind(), seen.checkpoint(), seen.severity(), seen.title(), seen.text(), seen.aboutUnit(), List.of()), null, null)
                    .masked());
        }
        entries.sort(Entry.AS_IT_HAPPENED);
        return entries;
    }

    private static String findingId(String walkthrough, String entry) {
        return Ids.derived(FINDING_PREFIX, walkthrough + "\n" + entry);
    }

    private void add(String entry, FindingKind kind, String checkpointCode, @Nullable Severity severity, String title, String text, Instant observedAt,
            List<String> shownBy, Checklist checklist, Unit about, Actor walker, Instant at) {
        Checkpoint checkpoint = checklist.checkpoint(checkpointCode).orElseThrow();
        var finding = new Finding(findingId(id(), entry), kind, checkpoint.code(), checkpoint.dimension(), severity, title, text, about.code(),
                about.within(), observedAt, shownBy, null, null, List.of());
        findings.add(finding);
        kind.issue().ifPresent(issue -> happened(
                new FindingRecorded(finding.id(), id(), about.code(), serviceItem, issue, finding.dimension(), finding.checkpoint(), finding.severity(),
                        finding.title(), finding.text(), finding.observedAt(), walker.account(), unit()),
                walker, "report-finding", finding.id(), at));
    }

    /**
     * Puts a walkthrough on record, together with the findings that call for an issue.
     *
     * @param unit the walker's unit
     * @param checklist the checklist it went by
     * @param about the unit each finding is about, in the findings' order
     * @param now to judge what lies in the future
     * @throws Refusal naming the rule and the field, or malformed fields
     */
    static Walkthrough record(String id, Draft draft, Unit unit, Checklist checklist, List<Unit> about, Actor walker, Instant now) {
        checkTimes(draft, now);
        checkSteps(draft);
        checkCompany(draft.role(), draft.experiencerId(), draft.citizenGroup(), draft.specialGroups());
        for (int i = 0; i < draft.findings().size(); i++) {
            checkFinding("findings[" + i + "].", draft.findings().get(i), draft, unit, checklist, about.get(i));
        }
        return new Walkthrough(id, draft, unit, checklist, about, walker, now);
    }

    private static void checkTimes(Draft draft, Instant now) {
        checkYear("startedAt", draft.startedAt());
        if (!draft.finishedAt().isAfter(draft.startedAt())) {
            throw Refusal.rule("walkthrough-ends-before-start", "finishedAt", "结束时间应晚于开始时间");
        }
        if (draft.finishedAt().isAfter(now.plus(CLOCK_SKEW))) {
            throw Refusal.rule("walkthrough-in-the-future", "finishedAt", "结束时间不能晚于当前时间");
        }
    }

    private static void checkYear(String field, Instant startedAt) {
        if (startedAt.isBefore(EARLIEST)) {
            throw Refusal.malformed(field, "开始时间过早，请检查年份");
        }
    }

    private static void checkSteps(Draft draft) {
        if (draft.steps().isEmpty()) {
            throw Refusal.malformed("steps", "至少填写一个步骤");
        }
        for (int i = 0; i < draft.steps().size(); i++) {
            Step step = draft.steps().get(i);
            String field = "steps[" + i + "].";
            if (step.finishedAt().isBefore(step.startedAt())) {
                throw Refusal.rule("step-ends-before-start", field + "finishedAt", "步骤的结束时间不能早于开始时间");
            }
            if (step.startedAt().isBefore(draft.startedAt())) {
                throw Refusal.rule("step-outside-session", field + "startedAt", "步骤不能早于本次走流程开始");
            }
            if (step.finishedAt().isAfter(draft.finishedAt())) {
                throw Refusal.rule("step-outside-session", field + "finishedAt", "步骤不能晚于本次走流程结束");
            }
        }
    }

    /** 陪同办 means going along with somebody: an experiencer, or an enterprise or citizen of those the notice names. */
    private static void checkCompany(WalkthroughRole role, @Nullable String experiencer, @Nullable CitizenGroup group, Set<SpecialGroup> special) {
        if (role == WalkthroughRole.COMPANION && experiencer == null && group == null && special.isEmpty()) {
            throw Refusal.rule("companion-of-nobody", "citizenGroup", "陪同办须说明陪同的是哪位体验员，或哪类企业群众");
        }
    }

    private static void checkFinding(String field, Observation finding, Draft draft, Unit unit, Checklist checklist, Unit about) {
        if (checklist.checkpoint(finding.checkpoint()).isEmpty()) {
            throw Refusal.rule("checkpoint-unknown", field + "checkpoint", "检查清单 " + checklist.version() + " 中没有检查点 " + finding.checkpoint());
        }
        boolean callsForIssue = finding.kind().issue().isPresent();
        if (callsForIssue && finding.severity() == null) {
            throw Refusal.malformed(field + "severity", "问题和需求须说明严重程度");
        }
        if (!callsForIssue && finding.severity() != null) {
            throw Refusal.malformed(field + "severity", "创新做法不填严重程度");
        }
        if (finding.observedAt().isBefore(draft.startedAt()) || finding.observedAt().isAfter(draft.finishedAt())) {
            throw Refusal.rule("finding-outside-session", field + "observedAt", "发现时间应在本次走流程期间");
        }
        checkProvince(field + "aboutUnit", unit.within().getFirst(), about);
    }

    private static void checkProvince(String field, String province, Unit about) {
        if (!about.isWithin(province)) {
            throw Refusal.rule("about-unit-elsewhere", field, "所涉单位应在本省范围内");
        }
    }

    /** Free text may name citizens' numbers; they are not needed here, so they are not kept. */
    private static Step masked(Step step) {
        return new Step(Masking.text(step.name()), step.startedAt().truncatedTo(ChronoUnit.MILLIS), step.finishedAt().truncatedTo(ChronoUnit.MILLIS),
                step.result(), step.materials().stream().map(Masking::text).toList(), step.visits(), step.promisedMinutes(), Masking.textIfAny(step.note()),
                Masking.textIfAny(step.citizenWords()), null, null, null, step.setting());
    }

    private static String digest(Record asked) {
        return HexFormat.of().formatHex(Ids.sha256(asked.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether it was recorded or started from this very request: a repeated one, not another under the same key. */
    boolean isOf(Record asked) {
        return draftDigest.equals(digest(asked));
    }

    /**
     * Starts a session.
     *
     * @param unit the walker's unit
     * @param about the unit it is about
     * @param checklist the checklist it goes by
     * @param form the role's form it goes by; null holds it to none
     * @param original the walkthrough that is walked again, if one is
     * @param now to judge what lies in the future
     * @throws Refusal naming the rule and the field, or malformed fields
     */
    static Walkthrough start(String id, Start start, Unit unit, Unit about, Checklist checklist, @Nullable RoleForm form, @Nullable Walkthrough original,
            Actor walker, Instant now) {
        checkYear("clientStartedAt", start.startedAt());
        if (start.startedAt().isAfter(now.plus(CLOCK_SKEW))) {
            throw Refusal.rule("walkthrough-in-the-future", "clientStartedAt", "开始时间不能晚于当前时间，请校准手机时钟");
        }
        checkCompany(start.role(), start.experiencerId(), start.citizenGroup(), start.specialGroups());
        checkProvince("aboutUnit", unit.within().getFirst(), about);
        checkCross(start);
        if (start.role() != WalkthroughRole.SUPERVISOR && !start.feedbackIds().isEmpty()) {
            throw Refusal.rule("hard-cases-of-supervisors-only", "feedbackIds", "只有督导办选取疑难问题");
        }
        if (original != null) {
            if (!original.serviceItem.code().equals(start.serviceItem().code())) {
                throw Refusal.rule("re-walk-of-another-item", "reWalkOf", "再走一次须是同一政务服务事项");
            }
            if (original.status == SessionStatus.OPEN) {
                throw Refusal.rule("re-walk-of-unfinished", "reWalkOf", "原走流程尚未完成，不能再走");
            }
        }
        var session = new Walkthrough(id, digest(start), start, unit, about, checklist, form, walker, now);
        if (form != null) {
            Completeness.requireStart(form, session);
        }
        session.noted(walker, "start", null, now);
        return session;
    }

    /** 跨域办 is between two ends. */
    private static void checkCross(Start start) {
        CrossCase cross = start.cross();
        if (start.role() != WalkthroughRole.CASE_OFFICER) {
            if (cross != null) {
                throw Refusal.rule("cross-case-of-case-officers-only", "cross", "只有跨域办填写异地端");
            }
            return;
        }
        if (cross == null || cross.farUnit() == null && cross.farName() == null) {
            throw Refusal.rule("far-end-unsaid", "cross", "跨域办须说明异地端是哪个单位");
        }
        if (start.aboutUnit() != null && start.aboutUnit().equals(cross.farUnit())) {
            throw Refusal.rule("far-end-is-near", "cross.farUnit", "异地端不能与本地端相同");
        }
    }

    /** Whatever only its walker may do; to others it is not there. */
    void requireWalker(Actor by) {
        if (!by.account().equals(owner())) {
            throw Refusal.notFound("未找到该记录：" + id());
        }
    }

    private void move(SessionAction action) {
        status = WalkthroughLifecycle.TABLE.require(status, action).to();
    }

    /**
     * Whether an entry may be added at all. It depends on nothing but the entry and what a session never changes, so that two devices
     * get the same answer in whatever order they ask.
     *
     * @param form the role's form the session goes by; null where it goes by none
     * @param about the unit a finding is about, where the entry names one
     * @throws Refusal naming the rule and the field
     */
    void judge(Entry entry, Checklist checklist, @Nullable RoleForm form, @Nullable Unit about, Instant now) {
        if (!entry.isOfItsKind()) {
            throw Refusal.malformed("kind", "记录的内容与其类型不符：应只填写该类型对应的部分");
        }
        if (entry.at().isAfter(now.plus(CLOCK_SKEW))) {
            throw Refusal.rule("entry-in-the-future", "at", "记录时间晚于当前时间，请校准手机时钟");
        }
        if (entry.at().isBefore(startedAt.minus(CLOCK_SKEW))) {
            throw Refusal.rule("entry-before-session", "at", "记录时间早于本次走流程开始");
        }
        switch (entry.kind()) {
            case STEP_STARTED -> {
                RoleRules.require(role, entry.requireStepStarted());
                String code = entry.requireStepStarted().setting().form();
                if (form != null && code != null && form.step(code).isEmpty()) {
                    throw Refusal.rule("form-step-unknown", "stepStarted.form", "体验表 " + form.version() + " 中没有步骤 " + code);
                }
            }
            case CHECKPOINT -> checkCheckpoint("check.checkpoint", entry.requireCheck().checkpoint(), checklist);
            case FINDING -> {
                Entry.Seen seen = entry.requireFinding();
                checkCheckpoint("finding.checkpoint", seen.checkpoint(), checklist);
                boolean callsForIssue = seen.kind().issue().isPresent();
                if (callsForIssue != (seen.severity() != null)) {
                    throw Refusal.malformed("finding.severity", callsForIssue ? "问题和需求须说明严重程度" : "创新做法不填严重程度");
                }
                if (about != null) {
                    checkProvince("finding.aboutUnit", within().getFirst(), about);
                }
            }
            case STEP_ENDED, NOTE, PHOTO -> {
            }
        }
    }

    private static void checkCheckpoint(String field, String code, Checklist checklist) {
        if (checklist.checkpoint(code).isEmpty()) {
            throw Refusal.rule("checkpoint-unknown", field, "检查清单 " + checklist.version() + " 中没有检查点 " + code);
        }
    }

    /**
     * What was told stands: the others go by it, and an issue is dealt with as it was told. A version of it that came late but counts
     * for nothing changes nothing, and is kept as any other.
     *
     * @throws Refusal {@code finding-told}
     */
    void requireUntold(Entry entry) {
        boolean told = !findings.isEmpty() && findings.stream().map(Finding::id).anyMatch(findingId(id(), entry.id())::equals);
        if (told && entries.stream().filter(known -> known.id().equals(entry.id())).allMatch(known -> Entry.COUNTS_LAST.compare(known, entry) < 0)) {
            throw Refusal.rule("finding-told", "id", "该发现已随记录提交，不能再修改；如有新情况，请另记一条发现");
        }
    }

    /**
     * Adds what is not here yet.
     *
     * @param received judged and masked
     * @return what was new; if nothing was, nothing changed, whatever the status
     * @throws Refusal {@code illegal-transition}, {@code session-full}
     */
    Set<Entry> merge(List<Entry> received, Device from, Actor walker, Instant at) {
        requireWalker(walker);
        Set<Entry> fresh = new LinkedHashSet<>(received);
        fresh.removeAll(Set.copyOf(entries));
        if (fresh.isEmpty()) {
            return fresh;
        }
        move(SessionAction.SUPPLEMENT);
        entries.addAll(fresh);
        if (entries.size() > MOST_ENTRIES || entries.stream().mapToLong(Entry::weight).sum() > MOST_BYTES) {
            throw Refusal.rule("session-full", "entries", "一次走流程最多 " + MOST_ENTRIES + " 条记录、约 4 MB 文字，请完成后另起一次");
        }
        entries.sort(Entry.AS_IT_HAPPENED);
        devices.removeIf(device -> device.device().equals(from.device()));
        devices.add(from);
        steps = new ArrayList<>(recording().steps());
        noted(walker, "sync", fresh.size() + " entries from " + from.device(), at);
        return fresh;
    }

    /**
     * Refers to photos that are stored.
     *
     * @return false if all of them were referred to already: nothing changed
     * @throws Refusal {@code illegal-transition}, {@code photos-over-quota}
     */
    boolean illustrate(List<StoredPhoto> stored, Actor walker, Instant at) {
        requireWalker(walker);
        Set<String> here = photos.stream().map(StoredPhoto::sha256).collect(Collectors.toSet());
        List<StoredPhoto> fresh = stored.stream().filter(photo -> here.add(photo.sha256())).toList();
        if (fresh.isEmpty()) {
            return false;
        }
        move(SessionAction.SUPPLEMENT);
        photos.addAll(fresh);
        if (photos.size() > MOST_PHOTOS || photos.stream().mapToLong(StoredPhoto::size).sum() > MOST_PHOTO_BYTES) {
            throw Refusal.rule("photos-over-quota", "photos", "一次走流程最多 " + MOST_PHOTOS + " 张照片，合计不超过 100 MB");
        }
        noted(walker, "add-photos", Integer.toString(fresh.size()), at);
        return true;
    }

    /**
     * 督导办: takes on hard cases.
     *
     * @throws Refusal {@code hard-cases-of-supervisors-only}, {@code too-many-hard-cases}, {@code illegal-transition}
     */
    void pick(List<String> more, Actor walker, Instant at) {
        requireWalker(walker);
        if (role != WalkthroughRole.SUPERVISOR) {
            throw Refusal.rule("hard-cases-of-supervisors-only", "feedbackIds", "只有督导办选取疑难问题");
        }
        List<String> fresh = more.stream().distinct().filter(id -> !feedbackIds.contains(id)).toList();
        if (fresh.isEmpty()) {
            return;
        }
        move(SessionAction.SUPPLEMENT);
        feedbackIds.addAll(fresh);
        if (feedbackIds.size() > MOST_CASES) {
            throw Refusal.rule("too-many-hard-cases", "feedbackIds", "一次督导办最多选取 " + MOST_CASES + " 件疑难问题");
        }
        noted(walker, "pick-cases", String.join(" ", fresh), at);
    }

    /**
     * What stands in the way of finishing it; empty if nothing does.
     *
     * @param form the role's form it goes by; null where it goes by none
     */
    List<Snag> snags(@Nullable RoleForm form) {
        Recording recording = recording();
        List<Snag> snags = new ArrayList<>(recording.snags());
        if (recording.steps().isEmpty() && snags.isEmpty()) {
            snags.add(new Snag("nothing-recorded", null, "至少记录一个步骤"));
        }
        Set<String> missing = missingPhotos(recording);
        if (!missing.isEmpty()) {
            snags.add(new Snag("photo-missing", null, "还有 " + missing.size() + " 张照片没有上传，请上传后再完成"));
        }
        RoleRules.snags(this, recording).forEach(snags::add);
        if (form != null) {
            snags.addAll(Completeness.missing(form, this, recording));
        }
        return snags;
    }

    /** SHA-256 of photos that entries name and nobody has handed in. */
    public Set<String> missingPhotos() {
        return missingPhotos(recording());
    }

    private Set<String> missingPhotos(Recording recording) {
        Set<String> missing = new TreeSet<>(recording.photos());
        photos.forEach(photo -> missing.remove(photo.sha256()));
        return missing;
    }

    /**
     * 完成并提交: the findings that were not told yet are told, each once; the office may review it.
     *
     * @param finished when, by the phone's clock; absent for when the last entry was written
     * @param form the role's form it goes by; null where it goes by none
     * @param about the units that findings name, by code
     * @throws Refusal {@code illegal-transition}; what {@link #snags} names; {@code walkthrough-in-the-future}; {@code entry-after-finish}
     */
    void finish(@Nullable Instant finished, Checklist checklist, @Nullable RoleForm form, Map<String, Unit> about, Actor walker, Instant now) {
        requireWalker(walker);
        move(SessionAction.FINISH);
        Snag.refuse(snags(form));
        Recording recording = recording();
        Instant last = recording.current().getLast().at();
        if (finished != null && finished.isAfter(now.plus(CLOCK_SKEW))) {
            throw Refusal.rule("walkthrough-in-the-future", "finishedAt", "结束时间不能晚于当前时间，请校准手机时钟");
        }
        if (finished != null && finished.isBefore(last.minus(CLOCK_SKEW))) {
            throw Refusal.rule("entry-after-finish", "finishedAt", "结束时间早于最后一条记录");
        }
        boolean first = finishedAt == null;
        // Of devices whose clocks differ a little, the later has the last word.
        Instant end = finished == null || finished.isBefore(last) ? last : finished.truncatedTo(ChronoUnit.MILLIS);
        finishedAt = end;
        steps = new ArrayList<>(recording.steps());
        if (first) {
            happened(new WalkthroughRecorded(id(), unit(), serviceItem, role, channel, startedAt, end, experiencerId, recording.findings().size(),
                    aboutUnit.equals(unit()) ? null : aboutUnit, looked(recording, checklist), planEntryId), walker, "finish", null, now);
        } else {
            noted(walker, "finish", null, now);
        }
        Set<String> told = findings.stream().map(Finding::id).collect(Collectors.toSet());
        for (Recording.Observed observed : recording.findings()) {
            if (told.add(findingId(id(), observed.entry()))) {
                Entry.Seen seen = observed.seen();
                Unit unit = Objects.requireNonNull(about.get(seen.aboutUnit() == null ? aboutUnit : seen.aboutUnit()));
                add(observed.entry(), seen.kind(), seen.checkpoint(), seen.severity(), seen.title(), seen.text(), observed.at(), seen.photos(), checklist,
                        unit, walker, now);
            }
        }
    }

    /** The dimensions that were looked at; null where nothing says so. */
    private static @Nullable List<Dimension> looked(Recording recording, Checklist checklist) {
        Stream<String> checked = recording.checks().filter(check -> check.result() != CheckResult.NOT_APPLICABLE).map(Entry.Check::checkpoint);
        Stream<String> found = recording.findings().stream().map(observed -> observed.seen().checkpoint());
        List<Dimension> looked = Stream.concat(checked, found).flatMap(code -> checklist.checkpoint(code).stream()).map(Checkpoint::dimension).distinct()
                .sorted().toList();
        return looked.isEmpty() ? null : looked;
    }

    /**
     * 审核通过 or 退回.
     *
     * @param opinion why it is returned
     * @throws Refusal forbidden; {@code illegal-transition}; {@code reviewer-is-walker}; {@code reviewer-not-above}
     */
    void review(boolean accepted, @Nullable String opinion, Caller by, Instant at) {
        SessionAction action = accepted ? SessionAction.ACCEPT : SessionAction.RETURN;
        SessionStatus to = WalkthroughLifecycle.TABLE.permit(status, action, by).to();
        if (by.account().equals(owner())) {
            throw Refusal.rule("reviewer-is-walker", "不能审核自己的走流程记录");
        }
        boolean above = within().contains(by.unit()) && !by.unit().equals(unit());
        boolean nobodyAbove = within().size() == 1;
        if (!above && !nobodyAbove) {
            throw Refusal.rule("reviewer-not-above", "走流程记录由上级营商办审核，不由本单位审核");
        }
        status = to;
        String masked = Masking.textIfAny(opinion);
        reviews.add(new Review(accepted, masked, by.account(), by.unit(), at.truncatedTo(ChronoUnit.MILLIS)));
        noted(by, action.verb(), masked, at);
    }

    /**
     * 安排再走一次 on a day in China.
     *
     * @throws Refusal forbidden; not found, to a walker who is another; {@code illegal-transition}; {@code re-walk-in-the-past}
     */
    void planReWalk(LocalDate day, Caller by, Instant at) {
        SessionStatus to = WalkthroughLifecycle.TABLE.permit(status, SessionAction.PLAN_RE_WALK, by).to();
        if (!by.is(Role.OFFICE_CLERK)) {
            requireWalker(by);
        }
        if (day.isBefore(China.day(at))) {
            throw Refusal.rule("re-walk-in-the-past", "plannedDay", "再走一次的日期不能早于今天");
        }
        status = to;
        reWalkAt = China.begins(day);
        noted(by, SessionAction.PLAN_RE_WALK.verb(), day.toString(), at);
    }

    /** It was walked again: what was planned is done. Nothing changes if that is known. */
    boolean walkedAgain(String again, Actor by, Instant at) {
        if (reWalkedBy.contains(again)) {
            return false;
        }
        reWalkedBy.add(again);
        reWalkAt = null;
        noted(by, "walked-again", again, at);
        return true;
    }

    /** What its entries amount to now. */
    public Recording recording() {
        return Recording.of(entries);
    }

    /** Where it is on its way. */
    public SessionStatus status() {
        return status;
    }

    /** Code of the unit it is about. */
    public String aboutUnit() {
        return aboutUnit;
    }

    /** The entry of a plan it is walked for, if for one. */
    public Optional<String> planEntryId() {
        return Optional.ofNullable(planEntryId);
    }

    /** 跨域办: between which two ends. */
    public Optional<CrossCase> cross() {
        return Optional.ofNullable(cross);
    }

    /** 督导办: feedback ids of the hard cases it follows. */
    public List<String> feedbackIds() {
        return List.copyOf(feedbackIds);
    }

    /** Every version of every entry, as it happened. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** By device: what is here of what it wrote down. */
    public Map<String, StateVector.Known> vector() {
        return StateVector.of(entries);
    }

    /** The devices that recorded it, each as of its last batch. */
    public List<Device> devices() {
        return List.copyOf(devices);
    }

    /** Photos that were handed in. */
    public List<StoredPhoto> photos() {
        return List.copyOf(photos);
    }

    /** What offices said of it, oldest first. */
    public List<Review> reviews() {
        return List.copyOf(reviews);
    }

    /** The walkthrough it walks again, if it does. */
    public Optional<String> reWalkOf() {
        return Optional.ofNullable(reWalkOf);
    }

    /** On which day in China it is to be walked again, if that is planned. */
    public Optional<LocalDate> reWalkOn() {
        return Optional.ofNullable(reWalkAt).map(China::day);
    }

    /** Those that walked it again. */
    public List<String> reWalkedBy() {
        return List.copyOf(reWalkedBy);
    }

    @Nullable Instant reWalkAt() {
        return reWalkAt;
    }

    /**
     * A finding led to an issue.
     *
     * @param sequence the event's number in the issue's life
     * @return false if this was heard before: nothing changed
     */
    boolean issueRegistered(String findingId, String issueId, long sequence, Instant at) {
        return follow(finding -> finding.id().equals(findingId), issueId, Turn.to(IssueStage.REGISTERED), null, sequence, at);
    }

    /**
     * The issue of one of its findings came further.
     *
     * @param dispatchedTo the unit it was dispatched to, if it was just now
     * @param sequence the event's number in the issue's life
     * @return false if this, or something later, was heard before: nothing changed
     */
    boolean issueMoved(String issueId, Turn turn, @Nullable Unit dispatchedTo, long sequence, Instant at) {
        return follow(finding -> finding.issue() != null && finding.issue().issueId().equals(issueId), issueId, turn, dispatchedTo, sequence, at);
    }

    private boolean follow(Predicate<Finding> which, String issueId, Turn turn, @Nullable Unit dispatchedTo, long sequence, Instant at) {
        if (!receives(issueId, sequence)) {
            return false;
        }
        findings.replaceAll(finding -> which.test(finding) ? finding.with(Outcome.after(finding.issue(), issueId, turn, at), dispatchedTo) : finding);
        noted(FOLLOW_UP, "follow-issue", issueId + " " + turn.stage(), at);
        return true;
    }

    /** The service item walked. */
    public ServiceItemRef serviceItem() {
        return serviceItem;
    }

    /** In whose shoes. */
    public WalkthroughRole role() {
        return role;
    }

    /** Through which channel. */
    public Channel channel() {
        return channel;
    }

    /** Start. */
    public Instant startedAt() {
        return startedAt;
    }

    /** End; absent until it is first finished. */
    public @Nullable Instant finishedAt() {
        return finishedAt;
    }

    /** Who was accompanied, where somebody was. */
    public Optional<CitizenGroup> citizenGroup() {
        return Optional.ofNullable(citizenGroup);
    }

    /** Which special groups it was about. */
    public Set<SpecialGroup> specialGroups() {
        return Set.copyOf(specialGroups);
    }

    /** Whether those walked in on knew of it. */
    public boolean announced() {
        return announced;
    }

    /** The experiencer who came along, if one did. */
    public Optional<String> experiencerId() {
        return Optional.ofNullable(experiencerId);
    }

    /** The checklist it went by. */
    public String checklistVersion() {
        return checklistVersion;
    }

    /** The role's form it goes by; empty where it was recorded by one request. */
    public Optional<String> formVersion() {
        return Optional.ofNullable(formVersion);
    }

    /** 陪同办: in which field. */
    public Optional<Area> area() {
        return Optional.ofNullable(area);
    }

    /** In the order they were gone through. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** In the order they were written down. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
