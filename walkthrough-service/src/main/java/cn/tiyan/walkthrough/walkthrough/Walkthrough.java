package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
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
import cn.tiyan.walkthrough.checklist.Checklist;
import cn.tiyan.walkthrough.checklist.Checkpoint;
import cn.tiyan.walkthrough.walkthrough.Draft.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 走流程: an official walked a service item as a citizen would, and put it on record: each step, and each finding at a checkpoint.
 * What was recorded stays as it is; what becomes of the findings is added.
 *
 * <p>It belongs to the walker's unit, also where a finding is about another: that unit sees the issue, not the walker's notes.
 */
@Document("walkthrough")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-role", def = "{within: 1, role: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-item", def = "{within: 1, 'serviceItem.code': 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-own", def = "{owner: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "by-finding", def = "{'findings._id': 1}", sparse = true)
@CompoundIndex(name = "by-issue", def = "{'findings.issue.issueId': 1}", sparse = true)
public class Walkthrough extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "wlk";

    /** How far a walker's clock may be ahead of ours. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    /** Nothing can have been walked before; keeps typing errors and times no database can hold away. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final String FINDING_PREFIX = "fnd";
    private static final Actor FOLLOW_UP = Actor.service("walkthrough-service");

    private String draftDigest;
    private ServiceItemRef serviceItem;
    private WalkthroughRole role;
    private Channel channel;
    private Instant startedAt;
    private Instant finishedAt;
    private @Nullable CitizenGroup citizenGroup;
    private Set<SpecialGroup> specialGroups = EnumSet.noneOf(SpecialGroup.class);
    private boolean announced;
    private @Nullable String experiencerId;
    private String checklistVersion;
    private List<Step> steps = new ArrayList<>();
    private List<Finding> findings = new ArrayList<>();

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Walkthrough() {
    }

    /** Only {@link #record} knows whether it may be. */
    Walkthrough(String id, Draft draft, Unit unit, Checklist checklist, List<Unit> about, Actor walker, Instant at) {
        super(id, unit.code(), unit.within(), at);
        ownedBy(walker.account());
        draftDigest = digest(draft);
        serviceItem = draft.serviceItem();
        role = draft.role();
        channel = draft.channel();
        startedAt = draft.startedAt().truncatedTo(ChronoUnit.MILLIS);
        finishedAt = draft.finishedAt().truncatedTo(ChronoUnit.MILLIS);
        citizenGroup = draft.citizenGroup();
        specialGroups.addAll(draft.specialGroups());
        announced = draft.announced();
        experiencerId = draft.experiencerId();
        checklistVersion = checklist.version();
        draft.steps().forEach(step -> steps.add(masked(step)));
        happened(new WalkthroughRecorded(id, unit.code(), serviceItem, role, channel, startedAt, finishedAt, experiencerId, draft.findings().size()),
                walker, "record", null, at);
        for (int i = 0; i < draft.findings().size(); i++) {
            add(draft.findings().get(i), checklist, about.get(i), walker, at);
        }
    }

    private void add(Observation observed, Checklist checklist, Unit about, Actor walker, Instant at) {
        Checkpoint checkpoint = checklist.checkpoint(observed.checkpoint()).orElseThrow();
        var finding = new Finding(Ids.derived(FINDING_PREFIX, id() + "\n" + findings.size()), observed.kind(), checkpoint.code(), checkpoint.dimension(),
                observed.severity(), Masking.text(observed.title()), Masking.text(observed.text()), about.code(),
                observed.observedAt().truncatedTo(ChronoUnit.MILLIS), null);
        findings.add(finding);
        finding.kind().issue().ifPresent(kind -> happened(
                new FindingRecorded(finding.id(), id(), about.code(), serviceItem, kind, finding.dimension(), finding.checkpoint(), finding.severity(),
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
        checkCompany(draft);
        for (int i = 0; i < draft.findings().size(); i++) {
            checkFinding("findings[" + i + "].", draft.findings().get(i), draft, unit, checklist, about.get(i));
        }
        return new Walkthrough(id, draft, unit, checklist, about, walker, now);
    }

    private static void checkTimes(Draft draft, Instant now) {
        if (draft.startedAt().isBefore(EARLIEST)) {
            throw Refusal.malformed("startedAt", "开始时间过早，请检查年份");
        }
        if (!draft.finishedAt().isAfter(draft.startedAt())) {
            throw Refusal.rule("walkthrough-ends-before-start", "finishedAt", "结束时间应晚于开始时间");
        }
        if (draft.finishedAt().isAfter(now.plus(CLOCK_SKEW))) {
            throw Refusal.rule("walkthrough-in-the-future", "finishedAt", "结束时间不能晚于当前时间");
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
    private static void checkCompany(Draft draft) {
        if (draft.role() == WalkthroughRole.COMPANION && draft.experiencerId() == null && draft.citizenGroup() == null
                && draft.specialGroups().isEmpty()) {
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
        if (!about.isWithin(unit.within().getFirst())) {
            throw Refusal.rule("about-unit-elsewhere", field + "aboutUnit", "所涉单位应在本省范围内");
        }
    }

    /** Free text may name citizens' numbers; they are not needed here, so they are not kept. */
    private static Step masked(Step step) {
        return new Step(Masking.text(step.name()), step.startedAt().truncatedTo(ChronoUnit.MILLIS), step.finishedAt().truncatedTo(ChronoUnit.MILLIS),
                step.result(), step.materials().stream().map(Masking::text).toList(), step.visits(), step.promisedMinutes(), masked(step.note()),
                masked(step.citizenWords()));
    }

    private static @Nullable String masked(@Nullable String text) {
        return text == null ? null : Masking.text(text);
    }

    private static String digest(Draft draft) {
        return HexFormat.of().formatHex(Ids.sha256(draft.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether it was recorded from this very draft: a repeated request, not another one under the same key. */
    boolean isOf(Draft draft) {
        return draftDigest.equals(digest(draft));
    }

    /**
     * A finding led to an issue.
     *
     * @param sequence the event's number in the issue's life
     * @return false if this was heard before: nothing changed
     */
    boolean issueRegistered(String findingId, String issueId, long sequence, Instant at) {
        return follow(finding -> finding.id().equals(findingId), issueId, Turn.to(IssueStage.REGISTERED), sequence, at);
    }

    /**
     * The issue of one of its findings came further.
     *
     * @param sequence the event's number in the issue's life
     * @return false if this, or something later, was heard before: nothing changed
     */
    boolean issueMoved(String issueId, Turn turn, long sequence, Instant at) {
        return follow(finding -> finding.issue() != null && finding.issue().issueId().equals(issueId), issueId, turn, sequence, at);
    }

    private boolean follow(Predicate<Finding> which, String issueId, Turn turn, long sequence, Instant at) {
        if (!receives(issueId, sequence)) {
            return false;
        }
        findings.replaceAll(finding -> which.test(finding) ? finding.with(Outcome.after(finding.issue(), issueId, turn, at)) : finding);
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

    /** End. */
    public Instant finishedAt() {
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

    /** In the order they were gone through. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** In the order they were written down. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
