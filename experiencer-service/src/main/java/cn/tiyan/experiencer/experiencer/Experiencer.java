package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.experiencer.ExperiencerApplied;
import cn.tiyan.contracts.experiencer.ExperiencerAppointed;
import cn.tiyan.contracts.experiencer.ExperiencerStatusChanged;
import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A 政务服务体验员: a member of the public, put forward by a unit and appointed for a term (notice, section 三(二)1).
 * {@link ExperiencerLifecycle} says what may follow what; {@link #servesOn} on which days the person really is one.
 *
 * <p>Nobody has two standing records: two unique indexes over what identifies a person, blinded, see to it whatever happens at
 * once. Days are kept as text: a day is the same in every time zone, the database's dates are not.
 */
@Document("experiencer")
@CompoundIndex(name = "within", def = "{'within': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "within-status", def = "{'within': 1, 'status': 1, 'createdAt': -1, '_id': -1, "
        + "'category': 1, 'ageBand': 1, 'field': 1, 'recruitment': 1, 'servedFrom': 1, 'servedTo': 1}")
@CompoundIndex(name = "within-category", def = "{'within': 1, 'category': 1, 'createdAt': -1, '_id': -1, "
        + "'status': 1, 'ageBand': 1, 'field': 1, 'recruitment': 1, 'servedFrom': 1, 'servedTo': 1}")
@CompoundIndex(name = "within-age", def = "{'within': 1, 'ageBand': 1, 'createdAt': -1, '_id': -1, "
        + "'status': 1, 'category': 1, 'field': 1, 'recruitment': 1, 'servedFrom': 1, 'servedTo': 1}")
@CompoundIndex(name = "within-field", def = "{'within': 1, 'field': 1, 'createdAt': -1, '_id': -1, "
        + "'status': 1, 'category': 1, 'ageBand': 1, 'recruitment': 1, 'servedFrom': 1, 'servedTo': 1}")
@CompoundIndex(name = "within-recruitment", def = "{'within': 1, 'recruitment': 1, 'createdAt': -1, '_id': -1, "
        + "'status': 1, 'category': 1, 'ageBand': 1, 'field': 1, 'servedFrom': 1, 'servedTo': 1}")
@CompoundIndex(name = "serving", def = "{'servedIn': 1, 'createdAt': -1, '_id': -1, 'status': 1, 'recruitment': 1, 'servedFrom': 1, 'servedTo': 1}")
@CompoundIndex(name = "within-notice", def = "{'within': 1, 'noticeTo': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "by-campaign", def = "{'campaign': 1, 'within': 1, 'createdAt': -1, '_id': -1, 'status': 1}")
@CompoundIndex(name = "campaign-heads", def = "{'campaign': 1, 'status': 1, 'category': 1, 'ageBand': 1, 'field': 1, 'unit': 1}")
@CompoundIndex(name = "by-certificate", def = "{'certificate': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "by-name", def = "{'nameIndex': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "by-phone", def = "{'phoneIndex': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "by-identity", def = "{'identityIndex': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "notices", def = "{'status': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "one-per-receipt", def = "{'receipt.number': 1}", unique = true, partialFilter = "{'receipt.number': {'$exists': true}}")
@CompoundIndex(name = Muster.INDEX, def = "{'within': 1, 'status': 1, 'lastAskedAt': 1, '_id': 1}")
@CompoundIndex(name = "owner", def = "{'owner': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "one-per-phone", def = "{'phoneIndex': 1}", unique = true, partialFilter = "{'standing': true}")
@CompoundIndex(name = "one-per-identity", def = "{'identityIndex': 1}", unique = true,
        partialFilter = "{'standing': true, 'identityIndex': {'$exists': true}}")
@CompoundIndex(name = "privacy-requests", def = "{'within': 1, 'asked': 1, 'createdAt': -1, '_id': -1}", partialFilter = "{'asked': true}")
@CompoundIndex(name = "ended", def = "{'status': 1, 'endedAt': 1}", partialFilter = "{'endedAt': {'$exists': true}}")
public class Experiencer extends Aggregate {

    /** How many walkthroughs one may be asked along to on one day: it is their free time. */
    static final int WALKTHROUGHS_A_DAY = 2;
    /** How long engagements are remembered, in days; walkthroughs are put on record within days, not months. */
    static final int MEMORY_DAYS = 90;
    /** So many days before its end a term may be renewed. */
    static final int RENEWABLE_DAYS = 90;
    /** More than anybody raises against one person; a list of them is not paged. */
    static final int MOST_OBJECTIONS = 50;
    /** In the history: the person whose record it is. */
    private static final Actor ONESELF = Actor.service("oneself");
    /** In the history: somebody was shown what is masked. */
    private static final String REVEAL = "reveal";

    private @Nullable Personal name;
    private @Nullable String nameIndex;
    private @Nullable Personal phone;
    private @Nullable String phoneIndex;
    private @Nullable Personal identity;
    private @Nullable String identityIndex;
    private ExperiencerCategory category;
    private AgeBand ageBand;
    private String field;
    private Recruitment recruitment;
    private @Nullable String campaign;
    private ExperiencerStatus status;
    private boolean standing;
    private @Nullable String opinion;
    private @Nullable String noticeFrom;
    private @Nullable String noticeTo;
    private List<Objection> objections = new ArrayList<>();
    private @Nullable String rejection;
    private @Nullable String certificate;
    private @Nullable String termFrom;
    private @Nullable String termTo;
    private List<Tenure> terms = new ArrayList<>();
    private List<Tenure> tenures = new ArrayList<>();
    private @Nullable String servedFrom;
    private @Nullable String servedTo;
    private List<String> servedIn = new ArrayList<>();
    private @Nullable DismissalCause dismissalCause;
    private @Nullable String reason;
    private List<Engagement> engagements = new ArrayList<>();
    private @Nullable Receipt receipt;
    private @Nullable Personal address;
    private @Nullable Instant endedAt;
    private @Nullable CorrectionRequest correctionRequest;
    private @Nullable Instant erasureRequestedAt;
    private @Nullable Instant erasedAt;
    private @Nullable Boolean asked;

    /** A walkthrough the experiencer came along to. */
    record Engagement(String date, String walkthrough) {
    }

    /**
     * By what somebody without an account finds their application again, and what they agreed to.
     *
     * @param number of the application
     * @param mark of the query code, which itself is kept nowhere
     * @param privacyNotice version of the privacy notice they agreed to
     */
    public record Receipt(String number, String mark, String privacyNotice) {
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Experiencer() {
    }

    /**
     * Puts somebody forward for a unit.
     *
     * @param by the official who does; a service where the person applied without an account
     */
    Experiencer(String id, Unit unit, Candidate candidate, PersonalCipher cipher, Actor by, Instant at) {
        super(id, unit.code(), unit.within(), at);
        this.name = candidate.name();
        this.nameIndex = cipher.index(candidate.name());
        this.phone = candidate.phone();
        this.phoneIndex = cipher.index(candidate.phone());
        this.identity = candidate.identity();
        this.identityIndex = candidate.identity() == null ? null : cipher.index(candidate.identity());
        this.category = candidate.category();
        this.ageBand = candidate.ageBand();
        this.field = Masking.text(candidate.field());
        this.recruitment = candidate.recruitment();
        this.campaign = candidate.campaign();
        ownedBy(candidate.account());
        become(ExperiencerLifecycle.BEGINNING);
        happened(new ExperiencerApplied(id, unit(), recruitment, category, ageBand, field), by, by.unit() == null ? "apply" : "recommend", null, at);
    }

    /** Remembers, before it is stored, how the applicant finds it again. */
    void receipted(Receipt receipt) {
        this.receipt = receipt;
    }

    /**
     * 审核通过: approves, and the public notice begins.
     *
     * @param noticeDays how many days it lasts after today; with 0 there is none, and the appointment may follow at once
     * @throws Refusal {@code self-appointment}
     */
    void approve(String opinion, int noticeDays, Caller by, LocalDate today, Instant at) {
        var step = ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.APPROVE, by);
        refuseOneself(by, owner());
        this.opinion = Masking.text(opinion);
        if (noticeDays > 0) {
            noticeFrom = today.toString();
            noticeTo = today.plusDays(noticeDays).toString();
        }
        changed(step, this.opinion, by, at);
    }

    /**
     * 登记异议: puts an objection on record; until it is decided, nobody is appointed.
     *
     * @throws Refusal {@code notice-over}, {@code too-many-objections}
     */
    void object(Objection.Objector from, String text, Caller by, LocalDate today, Instant at) {
        var step = ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.RECORD_OBJECTION, by);
        if (noticeTo == null || today.toString().compareTo(noticeTo) > 0) {
            throw Refusal.rule("notice-over", "公示期已结束，不能再登记异议");
        }
        if (objections.size() >= MOST_OBJECTIONS) {
            throw Refusal.rule("too-many-objections", "异议已达 " + MOST_OBJECTIONS + " 条，请先处理");
        }
        String masked = Masking.text(text);
        objections.add(new Objection(objections.size() + 1, from, masked, at.truncatedTo(ChronoUnit.MILLIS), null));
        noted(by, step.action().verb(), from.chinese() + "：" + masked, at);
    }

    /**
     * 处理异议. One that is upheld stands against the appointment for good.
     *
     * @throws Refusal {@code objection-decided}; not found
     */
    void decide(int number, boolean upheld, String reason, Caller by, Instant at) {
        var step = ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.DECIDE_OBJECTION, by);
        if (number < 1 || number > objections.size()) {
            throw Refusal.notFound("没有第 " + number + " 条异议");
        }
        Objection objection = objections.get(number - 1);
        if (objection.decision() != null) {
            throw Refusal.rule("objection-decided", "该异议已处理");
        }
        refuseOneself(by, owner());
        String masked = Masking.text(reason);
        objections.set(number - 1, objection.decided(new Objection.Decision(upheld, masked, by.account(), at.truncatedTo(ChronoUnit.MILLIS))));
        noted(by, step.action().verb(), number + (upheld ? " 成立：" : " 不成立：") + masked, at);
    }

    /**
     * 聘任, once the public notice is over. Whoever recommended or approved may also appoint, for a county's office may be one
     * person; nobody appoints themselves.
     *
     * @param account login account, where it has become known since
     * @param number gives the certificate's number; asked only once everything else is in order
     * @throws Refusal {@code self-appointment}, {@code notice-running}, {@code objection-open}, {@code objection-upheld}, or a rule of
     *     the {@link Term}
     */
    void appoint(Term term, @Nullable String account, Supplier<String> number, Caller by, LocalDate today, Instant at) {
        var step = ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.APPOINT, by);
        String holder = account == null ? owner() : account;
        refuseOneself(by, holder);
        if (noticeTo != null && today.toString().compareTo(noticeTo) <= 0) {
            throw Refusal.rule("notice-running", "公示期至 " + noticeTo + "，期满后方可聘任");
        }
        if (objections.stream().anyMatch(objection -> objection.decision() == null)) {
            throw Refusal.rule("objection-open", "有异议尚未处理，不能聘任");
        }
        if (objections.stream().anyMatch(objection -> objection.decision() != null && objection.decision().upheld())) {
            throw Refusal.rule("objection-upheld", "公示期间的异议成立，不能聘任");
        }
        term.check(today);
        ownedBy(holder);
        String given = number.get();
        certificate = given;
        grant(term);
        become(step.to());
        happened(new ExperiencerAppointed(id(), unit(), recruitment, category, ageBand, field, given, term.from(), term.to()),
                by, step.action().verb(), given, at);
    }

    /** 不予聘任: turns down; the person may be put forward again. */
    void reject(String reason, Caller by, Instant at) {
        var step = ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.REJECT, by);
        rejection = Masking.text(reason);
        changed(step, rejection, by, at);
    }

    /** 撤回申请, by the signed-in person or by the office that was told. */
    void withdraw(@Nullable String reason, Caller by, Instant at) {
        ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.WITHDRAW, by);
        withdrawn(reason, by, at);
    }

    /** 撤回申请, by whoever has proved otherwise to be the applicant. */
    void withdrawn(@Nullable String reason, Actor by, Instant at) {
        var step = ExperiencerLifecycle.TABLE.require(status, ExperiencerAction.WITHDRAW);
        this.reason = Masking.textIfAny(reason);
        changed(step, this.reason, by, at);
    }

    /** 暂停: from today on, until it is resumed. */
    void suspend(String reason, Caller by, LocalDate today, Instant at) {
        var step = ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.SUSPEND, by);
        leave(today);
        this.reason = Masking.text(reason);
        changed(step, this.reason, by, at);
    }

    /**
     * 恢复: from today on, for what is left of the term.
     *
     * @throws Refusal {@code self-appointment}, {@code term-over}
     */
    void resume(String reason, Caller by, LocalDate today, Instant at) {
        var step = ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.RESUME, by);
        refuseOneself(by, owner());
        if (termTo == null || termTo.compareTo(today.toString()) < 0) {
            throw Refusal.rule("term-over", "任期已于 " + termTo + " 届满，请办理续聘");
        }
        List<Tenure> served = new ArrayList<>(tenures);
        terms.stream().map(Tenure::term).filter(term -> !term.to().isBefore(today))
                .forEach(term -> served.add(Tenure.of(term.from().isBefore(today) ? today : term.from(), term.to())));
        serve(served);
        this.reason = Masking.text(reason);
        changed(step, this.reason, by, at);
    }

    /**
     * 续聘: another term under the same certificate number, from {@value #RENEWABLE_DAYS} days before the end of the last one.
     *
     * @throws Refusal {@code self-appointment}, {@code renewal-too-early}, {@code terms-overlap}, or a rule of the {@link Term}
     */
    void renew(Term term, Caller by, LocalDate today, Instant at) {
        var step = ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.RENEW, by);
        refuseOneself(by, owner());
        requireNotErased();
        Term last = Objects.requireNonNull(term());
        if (today.isBefore(last.to().minusDays(RENEWABLE_DAYS))) {
            throw Refusal.rule("renewal-too-early", "任期届满前 " + RENEWABLE_DAYS + " 天起方可续聘，本任期至 " + last.to());
        }
        term.check(today);
        if (!term.from().isAfter(last.to())) {
            throw Refusal.rule("terms-overlap", "termFrom", "新任期应在上一任期截止日（" + last.to() + "）之后开始");
        }
        grant(term);
        changed(step, term.from() + " 至 " + term.to(), by, at);
    }

    /** 辞任: the person does not serve from today on. */
    void resign(String reason, Caller by, LocalDate today, Instant at) {
        var step = ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.RESIGN, by);
        leave(today);
        wakeAt(null);
        this.reason = Masking.text(reason);
        changed(step, this.reason, by, at);
    }

    /** 解聘: for a cause, from today on. */
    void dismiss(DismissalCause cause, String reason, Caller by, LocalDate today, Instant at) {
        var step = ExperiencerLifecycle.TABLE.permit(status, ExperiencerAction.DISMISS, by);
        leave(today);
        wakeAt(null);
        dismissalCause = cause;
        this.reason = Masking.text(reason);
        changed(step, cause.chinese() + "：" + this.reason, by, at);
    }

    /** 任期届满, if it is: the day after the last of the term has begun. */
    void clockStrikes(Actor by, Instant at) {
        var step = ExperiencerLifecycle.TABLE.find(status, ExperiencerAction.EXPIRE).orElse(null);
        if (step == null || termTo == null) {
            wakeAt(null);
        } else if (China.day(at).toString().compareTo(termTo) > 0) {
            wakeAt(null);
            changed(step, null, by, at);
        } else {
            wakeAfter(LocalDate.parse(termTo));
        }
    }

    private void grant(Term term) {
        termFrom = term.from().toString();
        termTo = term.to().toString();
        terms.add(Tenure.of(term.from(), term.to()));
        List<Tenure> served = new ArrayList<>(tenures);
        served.add(Tenure.of(term.from(), term.to()));
        serve(served);
        wakeAfter(term.to());
    }

    private void wakeAfter(LocalDate day) {
        wakeAt(China.begins(day.plusDays(1)));
    }

    /** Serves no more from this day on: what was to come is taken back, what has been stays. */
    private void leave(LocalDate from) {
        String yesterday = from.minusDays(1).toString();
        serve(tenures.stream().filter(tenure -> tenure.from().compareTo(yesterday) <= 0)
                .map(tenure -> tenure.to().compareTo(yesterday) <= 0 ? tenure : new Tenure(tenure.from(), yesterday)).toList());
    }

    /** Kept beside the tenures, for the database to find who serves on a day: the outer days, and where and in which half-years. */
    private void serve(List<Tenure> days) {
        tenures = new ArrayList<>(days);
        servedFrom = days.stream().map(Tenure::from).min(String::compareTo).orElse(null);
        servedTo = days.stream().map(Tenure::to).max(String::compareTo).orElse(null);
        List<String> halves = days.stream().flatMap(Tenure::halfYears).distinct().toList();
        servedIn = within().stream().flatMap(unit -> halves.stream().map(half -> servedIn(unit, half))).collect(Collectors.toCollection(ArrayList::new));
    }

    /** A unit and a half-year, as one key: an index takes one list, and {@code within} is one already. */
    static String servedIn(String unit, String halfYear) {
        return unit + "/" + halfYear;
    }

    private void changed(Line<ExperiencerStatus, ExperiencerAction> step, @Nullable String note, Actor by, Instant at) {
        become(step.to());
        happened(new ExperiencerStatusChanged(id(), unit(), Objects.requireNonNull(status.told()), category, ageBand, field), onRecord(by), step.action().verb(), note, at);
        endedAt = standing ? null : changedAt();
    }

    private static void refuseOneself(Caller by, @Nullable String holder) {
        if (by.account().equals(holder)) {
            throw Refusal.rule("self-appointment", "不能审核或聘任本人");
        }
    }

    /**
     * Comes along to a walkthrough, even to one too many: it has happened.
     *
     * @return false if that is known already, or so long ago that nobody asks any more
     */
    boolean accompany(String walkthrough, LocalDate date, Actor by, LocalDate today, Instant at) {
        String oldest = today.minusDays(MEMORY_DAYS).toString();
        if (date.isBefore(today.minusDays(MEMORY_DAYS)) || engagements.stream().anyMatch(engagement -> engagement.walkthrough.equals(walkthrough))) {
            return false;
        }
        engagements.removeIf(engagement -> engagement.date.compareTo(oldest) < 0);
        engagements.add(new Engagement(date.toString(), walkthrough));
        noted(by, "accompany", walkthrough, at);
        return true;
    }

    /** @throws Refusal if the date is so long ago that engagements have been forgotten */
    Availability availability(LocalDate date, LocalDate today) {
        if (date.isBefore(today.minusDays(MEMORY_DAYS))) {
            throw Refusal.rule("date-too-old", "date", "只能查询最近 " + MEMORY_DAYS + " 天及以后的日期");
        }
        boolean eligible = servesOn(date);
        long engaged = engagements.stream().filter(engagement -> engagement.date.equals(date.toString())).count();
        boolean free = engaged < WALKTHROUGHS_A_DAY;
        String why = null;
        if (!eligible) {
            why = status == ExperiencerStatus.APPOINTED ? "该日不在任期内（" + termFrom + " 至 " + termTo + "）" : "该体验员" + status.chinese();
        } else if (!free) {
            why = "该日已陪同 " + engaged + " 次走流程，每日不超过 " + WALKTHROUGHS_A_DAY + " 次";
        }
        return new Availability(id(), date, eligible, free, why);
    }

    /** Whether a repeated request means this record. */
    boolean isAbout(Experiencer other) {
        return Objects.equals(phoneIndex, other.phoneIndex) && Objects.equals(identityIndex, other.identityIndex) && unit().equals(other.unit());
    }

    private void become(ExperiencerStatus status) {
        this.status = status;
        this.standing = status.standing();
    }

    /** Whether the person is an experiencer on this day, as far as is known by now. */
    public boolean servesOn(LocalDate day) {
        return tenures.stream().anyMatch(tenure -> tenure.covers(day));
    }

    /** The days in which the person really is an experiencer, oldest first. */
    public List<Tenure> tenures() {
        return List.copyOf(tenures);
    }

    /** All terms that were granted, oldest first. */
    public List<Tenure> terms() {
        return List.copyOf(terms);
    }

    /** Empty once erased. */
    public Personal name() {
        return name == null ? Personal.of(Personal.Kind.NAME, "") : name;
    }

    /** Empty once erased. */
    public Personal phone() {
        return phone == null ? Personal.of(Personal.Kind.PHONE, "") : phone;
    }

    @Nullable String phoneIndex() {
        return phoneIndex;
    }

    public @Nullable Personal identity() {
        return identity;
    }

    public ExperiencerCategory category() {
        return category;
    }

    public AgeBand ageBand() {
        return ageBand;
    }

    /** Field of work. */
    public String field() {
        return field;
    }

    public Recruitment recruitment() {
        return recruitment;
    }

    /** The open call it answers, if any. */
    public @Nullable String campaign() {
        return campaign;
    }

    public ExperiencerStatus status() {
        return status;
    }

    /** What the office wrote when it approved. */
    public @Nullable String opinion() {
        return opinion;
    }

    /** First day of the public notice; null where there was none. */
    public @Nullable LocalDate noticeFrom() {
        return noticeFrom == null ? null : LocalDate.parse(noticeFrom);
    }

    /** Last day of the public notice; null where there was none. */
    public @Nullable LocalDate noticeTo() {
        return noticeTo == null ? null : LocalDate.parse(noticeTo);
    }

    /** Objections during the public notice, oldest first. */
    public List<Objection> objections() {
        return List.copyOf(objections);
    }

    /** Why the person was not appointed; null unless rejected. */
    public @Nullable String rejection() {
        return rejection;
    }

    /** Why the person was suspended, resumed, dismissed, resigned or withdrew: the last such words. */
    public @Nullable String reason() {
        return reason;
    }

    /** Null unless dismissed. */
    public @Nullable DismissalCause dismissalCause() {
        return dismissalCause;
    }

    /** Number of the certificate; null unless appointed. */
    public @Nullable String certificate() {
        return certificate;
    }

    /** The days of the last appointment; null unless appointed. */
    public @Nullable Term term() {
        return termFrom == null || termTo == null ? null : new Term(LocalDate.parse(termFrom), LocalDate.parse(termTo));
    }

    /** How the applicant finds it again; null where an office put them forward. */
    public @Nullable Receipt receipt() {
        return receipt;
    }

    /** What this caller may do with it now, by role alone. */
    public List<ExperiencerAction> actions(Caller by) {
        boolean own = by.roles().contains(Role.EXPERIENCER) && by.account().equals(owner());
        return ExperiencerLifecycle.TABLE.from(status).stream()
                .filter(action -> by.is(Role.OFFICE_CLERK) || own && by.is(action.roles().toArray(Role[]::new))).toList();
    }

    /**
     * 聘任转录: an office appointed the person on paper, after a notice on paper, before the roster was handed in; it answers for that.
     *
     * @throws Refusal {@code self-appointment}, or a rule of the {@link Term}
     */
    void takeOver(Term term, String number, Caller by, LocalDate today, Instant at) {
        var step = ExperiencerLifecycle.TABLE.require(status, ExperiencerAction.TAKE_OVER);
        refuseOneself(by, owner());
        term.check(today);
        certificate = number;
        grant(term);
        become(step.to());
        happened(new ExperiencerAppointed(id(), unit(), recruitment, category, ageBand, field, number, term.from(), term.to()),
                by, step.action().verb(), number, at);
    }

    /** Where the person lives or can be written to. */
    void locate(Personal address) {
        this.address = address;
    }

    /** Puts on record that somebody is shown what is masked: who, when, which of it and why; never the data. */
    void reveal(Set<PersonalField> fields, String reason, Caller by, Instant at) {
        requireNotErased();
        noted(by, REVEAL, PersonalField.chinese(fields) + "：" + Masking.text(reason), at);
    }

    /** Who was shown what is masked, newest first, at most so many. */
    List<Disclosure> disclosures(int most) {
        return history().reversed().stream().filter(entry -> entry.action().equals(REVEAL)).limit(most).map(entry -> {
            String[] parts = Objects.requireNonNull(entry.note()).split("：", 2);
            return new Disclosure(entry.at(), entry.by(), entry.byUnit(), parts[0], parts[1]);
        }).toList();
    }

    /**
     * The person corrects what they know best; what is null stays.
     *
     * @throws Refusal {@code record-closed}, once they do not serve any more
     */
    void correctContact(@Nullable Personal phone, @Nullable Personal address, @Nullable String field, PersonalCipher cipher, Caller by, Instant at) {
        requireNotErased();
        if (!standing) {
            throw Refusal.rule("record-closed", "该记录" + status.chinese() + "，不能再更正");
        }
        Set<PersonalField> changed = EnumSet.noneOf(PersonalField.class);
        if (phone != null) {
            this.phone = phone;
            this.phoneIndex = cipher.index(phone);
            changed.add(PersonalField.PHONE);
        }
        if (address != null) {
            this.address = address;
            changed.add(PersonalField.ADDRESS);
        }
        if (field != null) {
            this.field = Masking.text(field);
        }
        noted(onRecord(by), "correct", changed.isEmpty() ? "所属领域" : PersonalField.chinese(changed) + (field == null ? "" : "、所属领域"), at);
    }

    /**
     * The person says that name or identity number are wrong; the office decides on it. A newer request takes the place of one that is
     * not decided.
     */
    void requestCorrection(@Nullable Personal name, @Nullable Personal identity, String reason, Caller by, Instant at) {
        requireNotErased();
        correctionRequest = new CorrectionRequest(name, identity, Masking.text(reason), at.truncatedTo(ChronoUnit.MILLIS));
        asked = true;
        noted(onRecord(by), "request-correction", (name == null ? "身份证号码" : identity == null ? "姓名" : "姓名、身份证号码") + "：" + Masking.text(reason), at);
    }

    /**
     * The office takes the correction over, or says why not.
     *
     * @throws Refusal {@code no-correction-requested}, {@code own-request}
     */
    void reviewCorrection(boolean accepted, String opinion, PersonalCipher cipher, Caller by, Instant at) {
        if (correctionRequest == null) {
            throw Refusal.rule("no-correction-requested", "该体验员没有待办理的更正申请");
        }
        refuseOwnRequest(by);
        if (accepted && correctionRequest.name() != null) {
            name = correctionRequest.name();
            nameIndex = cipher.index(correctionRequest.name());
        }
        if (accepted && correctionRequest.identity() != null) {
            identity = correctionRequest.identity();
            identityIndex = cipher.index(correctionRequest.identity());
        }
        receipt = null;
        correctionRequest = null;
        asked = erasureRequestedAt == null ? null : true;
        noted(by, accepted ? "accept-correction" : "decline-correction", Masking.text(opinion), at);
    }

    /** The person wants to be erased; the office does it once they do not serve any more. */
    void requestErasure(@Nullable String reason, Caller by, Instant at) {
        requireNotErased();
        if (erasureRequestedAt == null) {
            erasureRequestedAt = at.truncatedTo(ChronoUnit.MILLIS);
            asked = true;
            noted(onRecord(by), "request-erasure", Masking.textIfAny(reason), at);
        }
    }

    /**
     * Takes the person out of the record: name, numbers, address, what they are found by, and the account. What was done, and what is
     * counted, stays.
     *
     * @throws Refusal {@code still-serving}, {@code already-erased}, {@code own-request}
     */
    void erase(String reason, Actor by, Instant at) {
        requireErasable(by);
        name = null;
        nameIndex = null;
        phone = null;
        phoneIndex = null;
        identity = null;
        identityIndex = null;
        address = null;
        receipt = null;
        correctionRequest = null;
        asked = null;
        endedAt = null;
        erasedAt = at.truncatedTo(ChronoUnit.MILLIS);
        ownedBy(null);
        noted(by, "erase", Masking.text(reason), at);
    }

    void requireErasable(Actor by) {
        requireNotErased();
        if (standing) {
            throw Refusal.rule("still-serving", "该体验员" + status.chinese() + "，任期届满、辞任、解聘、未予聘任或撤回后方可删除个人信息");
        }
        if (by instanceof Caller caller) {
            refuseOwnRequest(caller);
        }
    }

    /** What people do about themselves is not put on record under their account: the record outlives it. */
    private Actor onRecord(Actor by) {
        return by.account().equals(owner()) ? ONESELF : by;
    }

    private void refuseOwnRequest(Caller by) {
        if (by.account().equals(owner())) {
            throw Refusal.rule("own-request", "不能办理本人的申请");
        }
    }

    private void requireNotErased() {
        if (erasedAt != null) {
            throw Refusal.rule("already-erased", "该体验员的个人信息已删除");
        }
    }

    /** Postal address; null where it is not known. */
    public @Nullable Personal address() {
        return address;
    }

    /** What the person wants corrected, while it is not decided. */
    public @Nullable CorrectionRequest correctionRequest() {
        return correctionRequest;
    }

    /** Since when the person wants to be erased. */
    public @Nullable Instant erasureRequestedAt() {
        return erasureRequestedAt;
    }

    /** Since when the record says nothing of the person any more. */
    public @Nullable Instant erasedAt() {
        return erasedAt;
    }
}
