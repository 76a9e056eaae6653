package cn.tiyan.experiencer.roster;

import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.experiencer.Serving;
import cn.tiyan.experiencer.experiencer.Serving.Member;
import cn.tiyan.experiencer.organisation.OrganisationTree;
import cn.tiyan.experiencer.organisation.OrganisationUnit;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** Rosters of units: looked at, submitted, reviewed, rolled up, handed out (notice, section 五(一)). */
@Component
public class Rosters {

    private static final int FIRST_YEAR = 2023;
    private static final int TRIES = 5;
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final AggregateStore store;
    private final RosterPages pages;
    private final Serving serving;
    private final Organisation organisation;
    private final OrganisationTree tree;
    private final Live<RosterPolicy> policy;
    private final Clock clock;

    Rosters(AggregateStore store, RosterPages pages, Serving serving, Organisation organisation, OrganisationTree tree, LiveSettings settings, Clock clock) {
        this.store = store;
        this.pages = pages;
        this.serving = serving;
        this.organisation = organisation;
        this.tree = tree;
        this.policy = settings.bind("tiyan.experiencer.roster", RosterPolicy.class);
        this.clock = clock;
    }

    /** Who serves in a unit and below on a day, as it would be submitted. */
    public record Preview(String unit, String unitName, LocalDate date, RosterCounts counts) {
    }

    /** @throws Refusal forbidden; not found, if the caller may not see the unit */
    public Preview preview(String unit, @Nullable LocalDate date, Caller caller) {
        mayRead(caller);
        Unit of = organisation.visible(caller, unit);
        LocalDate day = date == null ? today() : date;
        return new Preview(of.code(), of.name(), day, RosterCounts.of(serving.members(unit, day)));
    }

    private static void mayRead(Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.LEADER);
    }

    /**
     * What came of beginning a roster.
     *
     * @param fresh false if it was there already
     */
    public record Begun(RosterReport roster, boolean fresh) {
    }

    /**
     * Begins the roster of the caller's unit for a year; there is one for each year.
     *
     * @throws Refusal forbidden; {@code no-office-above}, {@code year-out-of-range}
     */
    public Begun begin(int year, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);
        if (year < FIRST_YEAR || year > today().getYear()) {
            throw Refusal.rule("year-out-of-range", "year", "年份应在 " + FIRST_YEAR + " 至 " + today().getYear() + " 之间");
        }
        var roster = new RosterReport(organisation.require("unit", caller.unit()), year, caller, clock.instant());
        boolean fresh = store.insertOnce(roster);
        return new Begun(fresh ? roster : store.get(RosterReport.class, roster.id(), caller), fresh);
    }

    /** @throws Refusal not found within what the caller may see; forbidden */
    public RosterReport get(String id, Caller caller) {
        mayRead(caller);
        return store.get(RosterReport.class, id, caller);
    }

    /** Those of the caller's unit and below, newest first. */
    public Page<RosterReport> page(@Nullable Integer year, @Nullable RosterStatus status, int limit, @Nullable String after, Caller caller) {
        mayRead(caller);
        Criteria criteria = caller.sees();
        if (year != null) {
            criteria = criteria.and("year").is(year);
        }
        if (status != null) {
            criteria = criteria.and("status").is(status);
        }
        return store.page(RosterReport.class, criteria, limit, after);
    }

    /**
     * 上报: what is submitted is frozen. Who is on it is written first, under a name nobody else uses; only the roster's own write makes
     * it count.
     *
     * @param date the day as of which it is; today where it is null
     * @throws Refusal not found; stale; or a rule of {@link RosterReport#submit}
     */
    public RosterReport submit(String id, @Nullable LocalDate date, long expected, Caller caller) {
        RosterReport before = get(id, caller);
        if (before.version() != expected) {
            throw Refusal.stale();
        }
        before.requireSubmittable(caller);
        LocalDate today = today();
        LocalDate day = date == null ? today : date;
        List<Member> members = serving.members(before.unit(), day);
        RosterCounts counts = RosterCounts.of(members);
        Submission last = before.last();
        boolean unchanged = last != null && members.size() == last.counts().people()
                && members.stream().map(Member::id).collect(Collectors.toSet()).equals(pages.ids(last.freeze()));
        String freeze = Ids.next("frz");
        pages.freeze(id, freeze, members, clock.instant());
        RosterReport submitted;
        try {
            submitted = store.change(RosterReport.class, id, caller, expected,
                    roster -> roster.submit(day, freeze, counts, unchanged, policy.get().due(roster.year()), today, caller, clock.instant()));
        } catch (Refusal refusal) {
            pages.forget(id, freeze);
            throw refusal;
        }
        return submitted;
    }

    /** 接收, by an office above. */
    public RosterReport accept(String id, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        RosterReport accepted = store.change(RosterReport.class, id, caller, expected, roster -> roster.accept(caller, clock.instant()));
        pages.forgetAllBut(id, accepted.submissions().stream().map(Submission::freeze).toList(), clock.instant().minus(ABANDONED));
        return accepted;
    }

    /** 退回, by an office above. */
    public RosterReport sendBack(String id, String reason, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.change(RosterReport.class, id, caller, expected, roster -> roster.sendBack(reason, caller, clock.instant()));
    }

    /**
     * How many serve today who are not on a roster's last submission, and the other way about.
     *
     * @param joined serve now and were not on it
     * @param left were on it and do not serve now
     */
    public record Changes(int joined, int left) {
    }

    /** What has changed since the last submission; empty before the first. */
    public Optional<Changes> changes(RosterReport roster) {
        Submission last = roster.last();
        if (last == null) {
            return Optional.empty();
        }
        Set<String> now = serving.ids(roster.unit(), today());
        Set<String> then = pages.ids(last.freeze());
        Set<String> joined = new HashSet<>(now);
        joined.removeAll(then);
        int left = then.size() - (now.size() - joined.size());
        return Optional.of(new Changes(joined.size(), left));
    }

    /** The last day for submitting a roster of a year. */
    public LocalDate due(int year) {
        return policy.get().due(year);
    }

    /** Whether it should have been submitted by now. */
    public boolean overdue(RosterReport roster) {
        return roster.submissions().isEmpty() && today().isAfter(due(roster.year()));
    }

    /**
     * Who is on a submission, in order; as it was, whatever has become of them.
     *
     * @param submission null for the last
     * @param after place of the last line of the page before
     * @throws Refusal not found; {@code not-submitted}
     */
    public Page<RosterLine> lines(String id, @Nullable Integer submission, int limit, @Nullable String after, Caller caller) {
        Submission of = submission(get(id, caller), submission);
        int place = place(after) + 1;
        List<RosterLine> found = pages.lines(of.freeze(), place, limit + 1);
        return Page.of(found, limit, line -> Integer.toString(line.place()));
    }

    private static int place(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (!after.matches("[0-9]{1,7}")) {
            throw Refusal.malformed("after", "翻页标记无效，请使用上一页返回的 next");
        }
        return Integer.parseInt(after);
    }

    private static Submission submission(RosterReport roster, @Nullable Integer number) {
        Submission last = roster.last();
        if (last == null) {
            throw Refusal.rule("not-submitted", "该名单尚未上报");
        }
        if (number == null) {
            return last;
        }
        return roster.submissions().stream().filter(each -> each.number() == number).findFirst().orElseThrow(() -> Refusal.notFound("没有第 " + number + " 次上报"));
    }

    /**
     * A submission as a workbook, names and phones masked. Everything is refused before a byte is written.
     *
     * @param submission null for the last
     */
    public RosterWorkbook export(String id, @Nullable Integer submission, Caller caller) {
        RosterReport roster = get(id, caller);
        return workbook(roster, submission(roster, submission), false, caller);
    }

    /**
     * The same with names and phones in clear. Who, when and why is on record before a byte leaves, at the roster and for everybody on it.
     *
     * @throws Refusal forbidden; not found; {@code not-submitted}
     */
    public RosterWorkbook exportInClear(String id, @Nullable Integer submission, String reason, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Instant now = clock.instant();
        RosterReport roster = AggregateStore.whileStale(TRIES, () -> {
            RosterReport read = store.get(RosterReport.class, id, caller);
            read.discloses(submission(read, submission), reason, caller, now);
            return store.save(read);
        });
        Submission of = submission(roster, submission);
        pages.disclosed(new RosterDisclosure(Ids.next("rdc"), id, of.freeze(), now, caller.account(), caller.unit(), Masking.text(reason)));
        return workbook(roster, of, true, caller);
    }

    private RosterWorkbook workbook(RosterReport roster, Submission submission, boolean clear, Caller caller) {
        return new RosterWorkbook(name(roster.unit()), name(caller.unit()), roster.year(), submission, pages.all(submission.freeze()), this::name, clear);
    }

    private String name(String unit) {
        return organisation.find(unit).map(Unit::name).orElse(unit);
    }

    /** Names of units, each looked up once. */
    public String unitName(String unit) {
        return name(unit);
    }

    /**
     * The rosters of the units right below one, and their sums.
     *
     * @param due the last day for them
     * @param units how many units there are
     * @param submitted how many have submitted, whatever was said to it
     * @param accepted how many rosters are accepted
     * @param late how many first came after the last day
     * @param missing how many have not submitted
     * @param people on rosters that stand: submitted or accepted, not those returned
     * @param ownPeople how many serve today in the unit itself, which is on no roster below
     */
    public record Rollup(String unit, String unitName, int year, LocalDate due, int units, int submitted, int accepted, int late, int missing, int people,
            Map<ExperiencerCategory, Integer> byCategory, long ownPeople, List<UnitRoster> rosters) {
    }

    /**
     * A unit's line in the roll-up.
     *
     * @param status null where it has not begun; not submitted either way as long as there is no submission
     * @param missing whether it has submitted nothing: it has no figures then, which is not to say that it has nobody
     */
    public record UnitRoster(String unit, String unitName, @Nullable String rosterId, @Nullable RosterStatus status, boolean missing, @Nullable Boolean late,
            @Nullable Instant firstSubmittedAt, @Nullable Instant submittedAt, @Nullable String date, @Nullable Instant acceptedAt, @Nullable Integer people,
            @Nullable Map<ExperiencerCategory, Integer> byCategory) {
    }

    /** @throws Refusal forbidden; not found, if the caller may not see the unit */
    public Rollup rollup(String unit, int year, Caller caller) {
        mayRead(caller);
        Unit of = organisation.visible(caller, unit);
        List<OrganisationUnit> below = tree.children(unit).stream().filter(OrganisationUnit::active).toList();
        Map<String, RosterReport> found = new HashMap<>();
        store.findAll(RosterReport.class, below.stream().map(child -> RosterReport.id(child.id(), year)).toList()).forEach(roster -> found.put(roster.unit(), roster));
        List<UnitRoster> lines = new ArrayList<>();
        Map<ExperiencerCategory, Integer> categories = new EnumMap<>(ExperiencerCategory.class);
        for (OrganisationUnit child : below) {
            UnitRoster line = line(child, found.get(child.id()));
            lines.add(line);
            if (stands(line)) {
                Objects.requireNonNull(line.byCategory()).forEach((category, people) -> categories.merge(category, people, Integer::sum));
            }
        }
        return new Rollup(of.code(), of.name(), year, due(year), lines.size(), count(lines, line -> !line.missing()),
                count(lines, line -> line.status() == RosterStatus.ACCEPTED), count(lines, line -> Boolean.TRUE.equals(line.late())), count(lines, UnitRoster::missing),
                lines.stream().filter(Rosters::stands).mapToInt(line -> Objects.requireNonNull(line.people())).sum(), categories,
                serving.countOf(unit, today()), lines);
    }

    private static boolean stands(UnitRoster line) {
        return line.status() == RosterStatus.SUBMITTED || line.status() == RosterStatus.ACCEPTED;
    }

    private static int count(List<UnitRoster> lines, Predicate<UnitRoster> which) {
        return (int) lines.stream().filter(which).count();
    }

    private static UnitRoster line(OrganisationUnit unit, @Nullable RosterReport roster) {
        Submission last = roster == null ? null : roster.last();
        if (roster == null || last == null) {
            return new UnitRoster(unit.id(), unit.name(), roster == null ? null : roster.id(), roster == null ? null : roster.status(), true, null, null, null, null,
                    null, null, null);
        }
        Submission.Review review = last.review();
        return new UnitRoster(unit.id(), unit.name(), roster.id(), roster.status(), false, last.late(), roster.submissions().getFirst().at(), last.at(), last.date(),
                review != null && review.accepted() ? review.at() : null, last.counts().people(), last.counts().byCategory());
    }

    private LocalDate today() {
        return China.day(clock.instant());
    }
}
