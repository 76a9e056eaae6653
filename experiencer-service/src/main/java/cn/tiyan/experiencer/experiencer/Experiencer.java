package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.experiencer.ExperiencerApplied;
import cn.tiyan.contracts.experiencer.ExperiencerAppointed;
import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.experiencer.experiencer.ExperiencerLifecycle.Action;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A 政务服务体验员: a member of the public, put forward by a unit and appointed for a term (notice, section 三(二)1).
 *
 * <p>Nobody has two standing records: two unique indexes over what identifies a person, blinded, see to it whatever happens at
 * once. Days are kept as text: a day is the same in every time zone, the database's dates are not.
 */
@Document("experiencer")
@CompoundIndex(name = "within", def = "{'within': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "within-status", def = "{'within': 1, 'status': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "within-category", def = "{'within': 1, 'category': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "owner", def = "{'owner': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "one-per-phone", def = "{'phoneIndex': 1}", unique = true, partialFilter = "{'standing': true}")
@CompoundIndex(name = "one-per-identity", def = "{'identityIndex': 1}", unique = true,
        partialFilter = "{'standing': true, 'identityIndex': {'$exists': true}}")
public class Experiencer extends Aggregate {

    /** How many walkthroughs one may be asked along to on one day: it is their free time. */
    static final int WALKTHROUGHS_A_DAY = 2;
    /** How long engagements are remembered, in days; walkthroughs are put on record within days, not months. */
    static final int MEMORY_DAYS = 90;

    private Personal name;
    private Personal phone;
    private String phoneIndex;
    private @Nullable Personal identity;
    private @Nullable String identityIndex;
    private ExperiencerCategory category;
    private AgeBand ageBand;
    private String field;
    private Recruitment recruitment;
    private ExperiencerStatus status;
    private boolean standing;
    private @Nullable String rejection;
    private @Nullable String certificate;
    private @Nullable String termFrom;
    private @Nullable String termTo;
    private List<Engagement> engagements = new ArrayList<>();

    /** A walkthrough the experiencer came along to. */
    record Engagement(String date, String walkthrough) {
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Experiencer() {
    }

    /** Puts somebody forward for a unit. */
    Experiencer(String id, Unit unit, Candidate candidate, PersonalCipher cipher, Caller by, Instant at) {
        super(id, unit.code(), unit.within(), at);
        this.name = candidate.name();
        this.phone = candidate.phone();
        this.phoneIndex = cipher.index(candidate.phone());
        this.identity = candidate.identity();
        this.identityIndex = candidate.identity() == null ? null : cipher.index(candidate.identity());
        this.category = candidate.category();
        this.ageBand = candidate.ageBand();
        this.field = Masking.text(candidate.field());
        this.recruitment = candidate.recruitment();
        ownedBy(candidate.account());
        become(ExperiencerStatus.APPLIED);
        happened(new ExperiencerApplied(id, unit(), recruitment, category, ageBand, field), by, "recommend", null, at);
    }

    /**
     * Appoints. Whoever recommended may also appoint, for a county's office may be one person; nobody appoints themselves.
     *
     * @param account login account, where it has become known since
     * @param number gives the certificate's number; asked only once everything else is in order
     */
    void appoint(Term term, @Nullable String account, Supplier<String> number, Caller by, LocalDate today, Instant at) {
        ExperiencerStatus next = ExperiencerLifecycle.next(status, Action.APPOINT, by);
        String holder = account == null ? owner() : account;
        if (by.account().equals(holder)) {
            throw Refusal.rule("self-appointment", "不能聘任本人");
        }
        term.check(today);
        ownedBy(holder);
        certificate = number.get();
        termFrom = term.from().toString();
        termTo = term.to().toString();
        become(next);
        happened(new ExperiencerAppointed(id(), unit(), recruitment, category, ageBand, field, certificate, term.from(), term.to()),
                by, "appoint", certificate, at);
    }

    /** Turns down; the person may be put forward again. */
    void reject(String reason, Caller by, Instant at) {
        ExperiencerStatus next = ExperiencerLifecycle.next(status, Action.REJECT, by);
        rejection = Masking.text(reason);
        become(next);
        noted(by, "reject", rejection, at);
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
        Term term = term();
        boolean eligible = status == ExperiencerStatus.APPOINTED && term != null && term.covers(date);
        long engaged = engagements.stream().filter(engagement -> engagement.date.equals(date.toString())).count();
        boolean free = engaged < WALKTHROUGHS_A_DAY;
        String reason = null;
        if (status != ExperiencerStatus.APPOINTED) {
            reason = "该体验员" + status.chinese();
        } else if (!eligible) {
            reason = "该日不在任期内（" + termFrom + " 至 " + termTo + "）";
        } else if (!free) {
            reason = "该日已陪同 " + engaged + " 次走流程，每日不超过 " + WALKTHROUGHS_A_DAY + " 次";
        }
        return new Availability(id(), date, eligible, free, reason);
    }

    /** Whether a repeated request means this record. */
    boolean isAbout(Experiencer other) {
        return phoneIndex.equals(other.phoneIndex) && Objects.equals(identityIndex, other.identityIndex) && unit().equals(other.unit());
    }

    private void become(ExperiencerStatus status) {
        this.status = status;
        this.standing = status.standing();
    }

    public Personal name() {
        return name;
    }

    public Personal phone() {
        return phone;
    }

    String phoneIndex() {
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

    public ExperiencerStatus status() {
        return status;
    }

    /** Why the person was not appointed; null unless rejected. */
    public @Nullable String rejection() {
        return rejection;
    }

    /** Number of the certificate; null unless appointed. */
    public @Nullable String certificate() {
        return certificate;
    }

    /** The days of the appointment; null unless appointed. */
    public @Nullable Term term() {
        return termFrom == null || termTo == null ? null : new Term(LocalDate.parse(termFrom), LocalDate.parse(termTo));
    }
}
