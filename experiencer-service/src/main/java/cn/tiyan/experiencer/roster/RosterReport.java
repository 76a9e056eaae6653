package cn.tiyan.experiencer.roster;

import cn.tiyan.contracts.roster.RosterReviewed;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 名单: the roster of a unit and all below it for one year, submitted upward by the end of October and again whenever it changed
 * (notice, section 五(一)). {@link RosterLifecycle} says what may follow what. Who is on a submission lies in {@link RosterPage}s.
 */
@Document("roster")
@CompoundIndex(name = "list", def = "{'within': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "list-by-year", def = "{'within': 1, 'year': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "list-by-status", def = "{'within': 1, 'status': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "list-by-both", def = "{'within': 1, 'year': 1, 'status': 1, 'createdAt': -1, '_id': -1}")
public class RosterReport extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "ros";
    /** More than a roster changes in a year: one a week. */
    static final int MOST_SUBMISSIONS = 60;

    private int year;
    private RosterStatus status;
    private List<Submission> submissions = new ArrayList<>();

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected RosterReport() {
    }

    /**
     * Begins a unit's roster of a year.
     *
     * @throws Refusal {@code no-office-above}, since nobody could accept it
     */
    RosterReport(Unit unit, int year, Caller by, Instant at) {
        super(id(unit.code(), year), unit.code(), unit.within(), at);
        if (unit.within().size() == 1) {
            throw Refusal.rule("no-office-above", "本单位没有上级单位，名单无需上报；请查看汇总");
        }
        this.year = year;
        this.status = RosterStatus.DRAFT;
        noted(by, "begin", Integer.toString(year), at);
    }

    /** A unit has one for each year. */
    static String id(String unit, int year) {
        return Ids.derived(PREFIX, unit + "\n" + year);
    }

    /**
     * 上报.
     *
     * @param freeze names the pages that say who is on it
     * @param unchanged whether just the same people were on the submission before
     * @param due the last day for it
     * @throws Refusal {@code not-the-unit-itself}, {@code date-not-in-year}, {@code date-in-future}, {@code date-goes-back},
     *     {@code nothing-changed}, {@code too-many-submissions}
     */
    void submit(LocalDate date, String freeze, RosterCounts counts, boolean unchanged, LocalDate due, LocalDate today, Caller by, Instant at) {
        var step = requireSubmittable(by);
        if (date.getYear() != year) {
            throw Refusal.rule("date-not-in-year", "date", "名单日期应在 " + year + " 年内");
        }
        if (date.isAfter(today)) {
            throw Refusal.rule("date-in-future", "date", "名单日期不能晚于今天");
        }
        Submission last = last();
        if (last != null && date.toString().compareTo(last.date()) < 0) {
            throw Refusal.rule("date-goes-back", "date", "名单日期不能早于上一次上报的 " + last.date());
        }
        if (status == RosterStatus.ACCEPTED && unchanged) {
            throw Refusal.rule("nothing-changed", "自上次上报以来名单没有变化，无需再次上报");
        }
        if (submissions.size() >= MOST_SUBMISSIONS) {
            throw Refusal.rule("too-many-submissions", "本年度已上报 " + MOST_SUBMISSIONS + " 次");
        }
        boolean late = last == null ? today.isAfter(due) : last.late();
        submissions.add(new Submission(submissions.size() + 1, freeze, date.toString(), at.truncatedTo(ChronoUnit.MILLIS), by.account(), late, counts, null));
        status = step.to();
        happened(new RosterSubmitted(id(), unit(), year, date, submissions.size(), counts.people(), late), by, step.action().verb(),
                "截至 " + date + "，共 " + counts.people() + " 人", at);
    }

    /** The step, if this caller may submit it now. */
    Line<RosterStatus, RosterAction> requireSubmittable(Caller by) {
        var step = RosterLifecycle.TABLE.permit(status, RosterAction.SUBMIT, by);
        require(by.unit().equals(unit()), "not-the-unit-itself", "名单只能由本单位自己上报");
        return step;
    }

    /**
     * 接收.
     *
     * @throws Refusal {@code reviewer-not-above}, {@code reviewer-is-submitter}
     */
    void accept(Caller by, Instant at) {
        review(RosterAction.ACCEPT, null, by, at);
    }

    /**
     * 退回.
     *
     * @throws Refusal {@code reviewer-not-above}, {@code reviewer-is-submitter}
     */
    void sendBack(String reason, Caller by, Instant at) {
        review(RosterAction.RETURN, Masking.text(reason), by, at);
    }

    private void review(RosterAction action, @Nullable String reason, Caller by, Instant at) {
        var step = RosterLifecycle.TABLE.permit(status, action, by);
        Submission last = submissions.getLast();
        require(!by.unit().equals(unit()), "reviewer-not-above", "名单由上级单位接收或退回，单位不能处理自己的名单");
        require(!by.account().equals(last.by()), "reviewer-is-submitter", "上报名单的人不能处理该名单");
        boolean accepted = action == RosterAction.ACCEPT;
        submissions.set(submissions.size() - 1, last.reviewed(new Submission.Review(by.account(), by.unit(), accepted, reason, at.truncatedTo(ChronoUnit.MILLIS))));
        status = step.to();
        happened(new RosterReviewed(id(), last.number(), by.unit(), accepted, reason), by, step.action().verb(), reason, at);
    }

    /** Puts on record that a submission leaves in clear. */
    void discloses(Submission submission, String reason, Caller by, Instant at) {
        noted(by, "export-clear", "第 " + submission.number() + " 次上报：" + Masking.text(reason), at);
    }

    private static void require(boolean kept, String rule, String message) {
        if (!kept) {
            throw Refusal.rule(rule, message);
        }
    }

    /** What this caller may do now. */
    public List<RosterAction> actions(Caller by) {
        return RosterLifecycle.TABLE.from(status).stream().filter(action -> by.is(action.roles().toArray(Role[]::new)))
                .filter(action -> (action == RosterAction.SUBMIT) == by.unit().equals(unit())).toList();
    }

    public int year() {
        return year;
    }

    public RosterStatus status() {
        return status;
    }

    /** Oldest first. */
    public List<Submission> submissions() {
        return List.copyOf(submissions);
    }

    /** The newest submission; null before the first. */
    public @Nullable Submission last() {
        return submissions.isEmpty() ? null : submissions.getLast();
    }
}
