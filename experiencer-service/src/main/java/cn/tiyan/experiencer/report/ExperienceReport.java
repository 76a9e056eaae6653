package cn.tiyan.experiencer.report;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.report.ExperienceFindingRecorded;
import cn.tiyan.contracts.report.ExperienceLookedBack;
import cn.tiyan.contracts.report.ExperienceReportRecorded;
import cn.tiyan.contracts.report.SuggestionAnswered;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.experiencer.checklist.Checklist;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.report.Draft.Said;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.followup.Turn;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 体验报告: an experiencer tried a service item as anybody would, and says what was found (notice, section 三(二)2). What was
 * reported stays as it is; what becomes of it is added.
 *
 * <p>It belongs to the experiencer's unit, also where it is about another: that unit sees the issues, not the report. Lists are
 * sorted by when the item was tried.
 */
@Document("experience_report")
@CompoundIndex(name = "list", def = "{within: 1, startedAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-item", def = "{within: 1, 'serviceItem.code': 1, startedAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-about", def = "{within: 1, about: 1, startedAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-rating", def = "{within: 1, rating: 1, startedAt: -1, _id: -1}")
@CompoundIndex(name = "list-problems", def = "{within: 1, startedAt: -1, _id: -1, problems: 1}", partialFilter = "{problems: {$gt: 0}}")
@CompoundIndex(name = "list-demands", def = "{within: 1, startedAt: -1, _id: -1, demands: 1}", partialFilter = "{demands: {$gt: 0}}")
@CompoundIndex(name = "list-suggestions", def = "{within: 1, startedAt: -1, _id: -1, suggestions: 1}", partialFilter = "{suggestions: {$gt: 0}}")
@CompoundIndex(name = "list-praises", def = "{within: 1, startedAt: -1, _id: -1, praises: 1}", partialFilter = "{praises: {$gt: 0}}")
@CompoundIndex(name = ExperienceReport.AWAITING, def = "{within: 1, createdAt: 1, _id: 1}", partialFilter = "{answerAwaited: true}")
@CompoundIndex(name = ExperienceReport.PROMISED, def = "{within: 1, createdAt: 1, _id: 1, promised: 1}", partialFilter = "{promised: true}")
@CompoundIndex(name = "list-own", def = "{owner: 1, startedAt: -1, _id: -1}")
@CompoundIndex(name = "by-entry", def = "{'entries._id': 1}", sparse = true)
@CompoundIndex(name = "by-issue", def = "{'entries.issue.issueId': 1}", sparse = true)
public class ExperienceReport extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "rep";
    static final String AWAITING = "answer-awaited";
    static final String PROMISED = "promised";

    /** How far an experiencer's clock may be ahead of ours. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    /** Nothing can have been tried before; keeps typing errors and times no database can hold away. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** What is promised for later is no promise. */
    private static final int YEARS_AHEAD = 3;
    private static final Actor FOLLOW_UP = Actor.service("experiencer-service");

    private String draftDigest;
    private String experiencerId;
    private @Nullable String dictatedBy;
    private ServiceItemRef serviceItem;
    private String about;
    private Channel channel;
    private Instant startedAt;
    private Instant finishedAt;
    private @Nullable String activityId;
    private @Nullable String checklistVersion;
    private List<Checked> results = new ArrayList<>();
    private int rating;
    private List<Entry> entries = new ArrayList<>();
    private int problems;
    private int demands;
    private int suggestions;
    private int praises;
    private Tally tally;
    /** Null where no suggestion waits for an answer, or where none was promised: such reports are not in the index. */
    private @Nullable Boolean answerAwaited;
    private @Nullable Boolean promised;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected ExperienceReport() {
    }

    private ExperienceReport(String id, Draft draft, Experiencer experiencer, Unit unit, @Nullable Checklist checklist, boolean dictated, Caller by, Instant at) {
        super(id, unit.code(), unit.within(), at);
        ownedBy(dictated ? null : by.account());
        draftDigest = digest(draft, experiencer.id());
        experiencerId = experiencer.id();
        dictatedBy = dictated ? by.account() : null;
        serviceItem = new ServiceItemRef(draft.serviceItem().code(), Masking.text(draft.serviceItem().name()));
        about = draft.about();
        channel = draft.channel();
        startedAt = draft.startedAt().truncatedTo(ChronoUnit.MILLIS);
        finishedAt = draft.finishedAt().truncatedTo(ChronoUnit.MILLIS);
        activityId = draft.activityId();
        checklistVersion = checklist == null ? null : checklist.version();
        draft.results().forEach(checked -> results.add(new Checked(checked.checkpoint(), checked.result(), Masking.textIfAny(checked.note()))));
        rating = draft.rating();
        draft.entries().forEach(said -> entries.add(entry(id, entries.size(), said, checklist)));
        problems = count(EntryKind.PROBLEM);
        demands = count(EntryKind.DEMAND);
        suggestions = count(EntryKind.SUGGESTION);
        praises = count(EntryKind.PRAISE);
        tally = Tally.NOTHING;
        settle();
        happened(new ExperienceReportRecorded(id, experiencerId, unit.code(), about, serviceItem, channel, startedAt, finishedAt, rating, checklistVersion,
                seen(CheckResult.OK), seen(CheckResult.WANTING), problems, demands, suggestions, praises, dictated, activityId), by,
                dictated ? "take-down" : "report", dictated ? experiencerId : null, at);
        entries.forEach(entry -> entry.kind().issue().ifPresent(kind -> happened(new ExperienceFindingRecorded(entry.id(), id, experiencerId, about,
                serviceItem, kind, Objects.requireNonNull(entry.dimension()), entry.checkpoint(), Objects.requireNonNull(entry.severity()), entry.title(),
                entry.text(), finishedAt, owner(), unit.code()), by, "report-finding", entry.id(), at)));
    }

    private static Entry entry(String report, int number, Said said, @Nullable Checklist checklist) {
        String id = Ids.derived(said.kind().issue().isPresent() ? "fnd" : "ent", report + "\n" + number);
        Dimension dimension = said.checkpoint() == null || checklist == null ? said.dimension() : checklist.dimensionOf(said.checkpoint()).orElseThrow();
        return new Entry(id, said.kind(), Masking.text(said.title()), Masking.text(said.text()), dimension, said.checkpoint(), said.severity(), null,
                said.kind() == EntryKind.SUGGESTION ? Suggestion.RAISED : null);
    }

    /**
     * 提交体验报告, by the experiencer or, for one without an account, by a clerk who writes down what was said.
     *
     * @param unit the experiencer's unit
     * @param about the unit it is about
     * @param checklist the checklist it went by, if by one
     * @throws Refusal naming the rule and the field, or malformed fields
     */
    static ExperienceReport record(String id, Draft draft, Experiencer experiencer, Unit unit, Unit about, @Nullable Checklist checklist,
            boolean dictated, Caller by, Instant now) {
        if (!about.isWithin(unit.within().getFirst())) {
            throw Refusal.rule("about-unit-elsewhere", "about", "所涉单位应在本省范围内");
        }
        checkEntries(draft, checklist);
        return new ExperienceReport(id, draft, experiencer, unit, checklist, dictated, by, now);
    }

    /** What can be told without asking anybody: asked first, so that nobody is asked for nothing. */
    static void checkForm(Draft draft, Instant now) {
        if (draft.startedAt().isBefore(EARLIEST)) {
            throw Refusal.malformed("startedAt", "开始时间过早，请检查年份");
        }
        if (draft.finishedAt().isAfter(now.plus(CLOCK_SKEW))) {
            throw Refusal.rule("report-in-the-future", "finishedAt", "体验时间不能晚于当前时间");
        }
        if (!draft.finishedAt().isAfter(draft.startedAt())) {
            throw Refusal.rule("report-ends-before-start", "finishedAt", "结束时间应晚于开始时间");
        }
        if (draft.entries().isEmpty() && draft.results().isEmpty()) {
            throw Refusal.rule("nothing-reported", "entries", "请至少填写一条问题、需求、建议或点赞，或一个检查点的结果");
        }
        boolean byChecklist = !draft.results().isEmpty() || draft.entries().stream().anyMatch(said -> said.checkpoint() != null);
        if (byChecklist && draft.checklistVersion() == null) {
            throw Refusal.malformed("checklistVersion", "填写了检查点的，须说明检查清单的版本");
        }
        for (int i = 0; i < draft.entries().size(); i++) {
            checkForm("entries[" + i + "].", draft.entries().get(i));
        }
    }

    private static void checkForm(String field, Said said) {
        boolean callsForIssue = said.kind().issue().isPresent();
        if (callsForIssue && said.severity() == null) {
            throw Refusal.malformed(field + "severity", "问题和需求须说明严重程度");
        }
        if (!callsForIssue && said.severity() != null) {
            throw Refusal.malformed(field + "severity", "建议和点赞不填严重程度");
        }
        if (callsForIssue && said.dimension() == null && said.checkpoint() == null) {
            throw Refusal.malformed(field + "dimension", "问题和需求须说明属于哪个维度，或对应哪个检查点");
        }
    }

    private static void checkEntries(Draft draft, @Nullable Checklist checklist) {
        Set<String> checked = new HashSet<>();
        for (int i = 0; i < draft.results().size(); i++) {
            String field = "results[" + i + "].checkpoint";
            String checkpoint = draft.results().get(i).checkpoint();
            dimension(field, checkpoint, checklist);
            if (!checked.add(checkpoint)) {
                throw Refusal.rule("checkpoint-twice", field, "检查点 " + checkpoint + " 填写了两次");
            }
        }
        for (int i = 0; i < draft.entries().size(); i++) {
            Said said = draft.entries().get(i);
            if (said.checkpoint() != null) {
                Dimension dimension = dimension("entries[" + i + "].checkpoint", said.checkpoint(), checklist);
                if (said.dimension() != null && said.dimension() != dimension) {
                    throw Refusal.rule("dimension-mismatch", "entries[" + i + "].dimension", "检查点 " + said.checkpoint() + " 属于“" + dimension.chinese() + "”");
                }
            }
        }
    }

    private static Dimension dimension(String field, String checkpoint, @Nullable Checklist checklist) {
        return Objects.requireNonNull(checklist).dimensionOf(checkpoint).orElseThrow(() ->
                Refusal.rule("checkpoint-unknown", field, "检查清单 " + checklist.version() + " 中没有检查点 " + checkpoint));
    }

    private static String digest(Draft draft, String experiencer) {
        return HexFormat.of().formatHex(Ids.sha256((draft + "\n" + experiencer).getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether it was made from this very draft: a repeated request, not another one under the same key. */
    boolean isOf(Draft draft, String experiencer) {
        return draftDigest.equals(digest(draft, experiencer));
    }

    private int count(EntryKind kind) {
        return (int) entries.stream().filter(entry -> entry.kind() == kind).count();
    }

    private int seen(CheckResult result) {
        return (int) results.stream().filter(checked -> checked.result() == result).count();
    }

    /** What lists and the clock go by follows from the entries. */
    private void settle() {
        tally = Tally.of(entries);
        answerAwaited = entries.stream().anyMatch(entry -> entry.suggestion() != null && entry.suggestion().status().open()) ? true : null;
        promised = entries.stream().anyMatch(entry -> entry.suggestion() != null && entry.suggestion().status() == SuggestionStatus.ADOPTED) ? true : null;
        wakeAt(entries.stream().map(Entry::issue).filter(Objects::nonNull).flatMap(issue -> issue.askedAgain().stream())
                .filter(asked -> asked.askedAt() == null && asked.held() == null).map(AskedAgain::due).min(Instant::compareTo).orElse(null));
    }

    // ---- what became of findings ----

    /**
     * A finding led to an issue.
     *
     * @param sequence the event's number in the issue's life
     * @return false if this was heard before: nothing changed
     */
    boolean issueRegistered(String findingId, String issueId, long sequence, Instant at) {
        return hear(issueId, sequence, "registered", at, entry -> entry.id().equals(findingId), entry -> entry.with(Progress.begun(issueId, at)));
    }

    /**
     * The issue of one of its findings took a turn.
     *
     * @param days how many days after settling whoever reported it is asked again
     * @return false if this, or something later, was heard before: nothing changed
     */
    boolean issueMoved(String issueId, Turn turn, List<Integer> days, long sequence, Instant at) {
        return hear(issueId, sequence, turn.stage().name(), at, ledTo(issueId), entry -> entry.with(entry.issue().after(turn, days, at)));
    }

    /** Because of an issue something changed for good. */
    boolean improved(String issueId, String change, long sequence, Instant at) {
        return hear(issueId, sequence, "improved", at, ledTo(issueId), entry -> entry.with(entry.issue().changed(change)));
    }

    /**
     * An office recognised a common problem in these issues.
     *
     * @return false if all of them were part of one before
     */
    boolean commonProblem(String problemId, Collection<String> issueIds, Instant at) {
        Predicate<Entry> newly = entry -> entry.issue() != null && issueIds.contains(entry.issue().issueId()) && entry.issue().commonProblemId() == null;
        if (entries.stream().noneMatch(newly)) {
            return false;
        }
        entries.replaceAll(entry -> newly.test(entry) ? entry.with(entry.issue().partOf(problemId)) : entry);
        noted(FOLLOW_UP, "common-problem", problemId, at);
        return true;
    }

    @SuppressWarnings("NullAway")
    private boolean hear(String issueId, long sequence, String what, Instant at, Predicate<Entry> which, UnaryOperator<Entry> change) {
        if (!receives(issueId, sequence)) {
            return false;
        }
        entries.replaceAll(entry -> which.test(entry) ? change.apply(entry) : entry);
        settle();
        noted(FOLLOW_UP, "follow-issue", issueId + " " + what, at);
        return true;
    }

    private static Predicate<Entry> ledTo(String issueId) {
        return entry -> entry.issue() != null && entry.issue().issueId().equals(issueId);
    }

    // ---- 回头看 ----

    /** What time brings: whoever reported is asked again. */
    void clockStrikes(Instant now) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.issue() != null) {
                List<AskedAgain> asked = entry.issue().askedAgain().stream()
                        .map(look -> look.askedAt() == null && look.held() == null && !look.due().isAfter(now) ? look.asked(now.truncatedTo(ChronoUnit.MILLIS)) : look)
                        .toList();
                if (!asked.equals(entry.issue().askedAgain())) {
                    entries.set(i, entry.with(entry.issue().with(asked)));
                    noted(FOLLOW_UP, "ask-again", entry.id(), now);
                }
            }
        }
        settle();
    }

    /**
     * Whether the result still holds, in the words of whoever reported; where a clerk wrote the report down, of a clerk who asked.
     *
     * @throws Refusal {@code look-back-not-yours}, {@code look-back-not-asked}; not found, where it has no such finding
     */
    void lookBack(String findingId, boolean held, @Nullable String text, Caller by, Instant now) {
        by.require(Role.EXPERIENCER, Role.OFFICE_CLERK);
        Entry entry = entry(findingId);
        boolean may = owner() == null ? by.is(Role.OFFICE_CLERK) : by.account().equals(owner());
        if (!may) {
            throw Refusal.rule("look-back-not-yours", "只有提交报告的体验员本人可以回答；代为记录的报告由营商办经办询问后代答");
        }
        Progress issue = entry.issue();
        AskedAgain awaited = issue == null ? null : issue.awaited().orElse(null);
        if (issue == null || awaited == null) {
            throw Refusal.rule("look-back-not-asked", "这一条现在没有待回答的回头看");
        }
        var asked = new ArrayList<>(issue.askedAgain());
        String words = Masking.textIfAny(text);
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        asked.set(asked.lastIndexOf(awaited), awaited.answered(held, words, at));
        replace(entry.with(issue.with(asked)));
        happened(new ExperienceLookedBack(id(), findingId, issue.issueId(), awaited.day(), held, words, at), by, "look-back",
                awaited.day() + " 日：" + (held ? "未复发" : "复发") + (words == null ? "" : "。" + words), now);
    }

    // ---- 建议 ----

    /** 列入研究. */
    void study(String suggestionId, String words, Caller by, Instant now) {
        answer(suggestionId, SuggestionAction.STUDY, words, null, by, now);
    }

    /**
     * 采纳.
     *
     * @param change what will change
     * @param until by when
     * @throws Refusal {@code promise-in-the-past}, {@code promise-too-far}
     */
    void adopt(String suggestionId, String change, LocalDate until, Caller by, Instant now) {
        LocalDate today = China.day(now);
        if (until.isBefore(today)) {
            throw Refusal.rule("promise-in-the-past", "until", "落实日期不能早于今天");
        }
        if (until.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw Refusal.rule("promise-too-far", "until", "落实日期应在三年之内");
        }
        answer(suggestionId, SuggestionAction.ADOPT, change, until, by, now);
    }

    /** 不采纳. */
    void decline(String suggestionId, String reason, Caller by, Instant now) {
        answer(suggestionId, SuggestionAction.DECLINE, reason, null, by, now);
    }

    /** 落实. */
    void complete(String suggestionId, String done, Caller by, Instant now) {
        Suggestion before = entry(suggestionId).suggestion();
        answer(suggestionId, SuggestionAction.COMPLETE, done, before == null ? null : before.promised(), by, now);
    }

    /** @throws Refusal {@code illegal-transition}, {@code own-suggestion}; not found, where it has no such suggestion */
    private void answer(String suggestionId, SuggestionAction action, String words, @Nullable LocalDate until, Caller by, Instant now) {
        Entry entry = entry(suggestionId);
        Suggestion suggestion = entry.suggestion();
        if (suggestion == null) {
            throw Refusal.notFound("该报告没有这条建议：" + suggestionId);
        }
        Line<SuggestionStatus, SuggestionAction> step = SuggestionLifecycle.TABLE.permit(suggestion.status(), action, by);
        if (by.account().equals(owner())) {
            throw Refusal.rule("own-suggestion", "不能答复本人提出的建议");
        }
        String masked = Masking.text(words);
        replace(entry.with(new Suggestion(step.to(), masked, until == null ? null : until.toString(), by.unit(), now.truncatedTo(ChronoUnit.MILLIS))));
        happened(new SuggestionAnswered(id(), suggestionId, experiencerId, by.unit(), Objects.requireNonNull(step.to().answer()), suggestion.status().answer()), by,
                action.verb(), suggestionId + "：" + masked, now);
    }

    private void replace(Entry changed) {
        entries.replaceAll(entry -> entry.id().equals(changed.id()) ? changed : entry);
        settle();
    }

    private Entry entry(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow(() -> Refusal.notFound("该报告没有这一条：" + id));
    }

    // ---- what it says ----

    /** Who reported. */
    public String experiencerId() {
        return experiencerId;
    }

    /** Account of the clerk who wrote it down for an experiencer without an account; empty where they reported themselves. */
    public Optional<String> dictatedBy() {
        return Optional.ofNullable(dictatedBy);
    }

    public ServiceItemRef serviceItem() {
        return serviceItem;
    }

    /** Code of the unit it is about. */
    public String about() {
        return about;
    }

    public Channel channel() {
        return channel;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant finishedAt() {
        return finishedAt;
    }

    /** The day it began, in China. */
    public LocalDate on() {
        return China.day(startedAt);
    }

    /** The activity it belongs to, if to one. */
    public @Nullable String activityId() {
        return activityId;
    }

    /** The checklist it went by, if by one. */
    public @Nullable String checklistVersion() {
        return checklistVersion;
    }

    public List<Checked> results() {
        return List.copyOf(results);
    }

    /** 1 to 5, 5 best. */
    public int rating() {
        return rating;
    }

    /** In the order they were written down. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** What became of them, counted. */
    public Tally tally() {
        return tally;
    }
}
