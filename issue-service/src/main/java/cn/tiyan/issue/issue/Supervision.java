package cn.tiyan.issue.issue;

import cn.tiyan.issue.calendar.Term;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 督办 (notice, section 三(三)4, 三(四)3): a unit above presses for an issue, alone or with others (联合督办), until it is content.
 *
 * @param supervisionId its identifier
 * @param demand what is demanded
 * @param by account
 * @param unit its unit
 * @param jointUnits who supervises with it; empty where alone
 * @param at since when
 * @param due until when an answer is due
 * @param term the working days that end then; null in what earlier releases wrote
 * @param overdue whether that time passed without an answer
 * @param answer what the unit that has the issue reported, newest
 * @param answeredAt when
 * @param liftedBy account that was content
 * @param liftedAt when
 */
public record Supervision(String supervisionId, String demand, String by, String unit, List<String> jointUnits, Instant at, Instant due,
        @Nullable Term term, boolean overdue, @Nullable String answer, @Nullable Instant answeredAt, @Nullable String liftedBy, @Nullable Instant liftedAt) {

    /** What a supervision is at. */
    public enum State {
        /** 督办中 */
        OPEN("督办中"),
        /** 已反馈 */
        ANSWERED("已反馈"),
        /** 已解除 */
        LIFTED("已解除");

        private final String chinese;

        State(String chinese) {
            this.chinese = chinese;
        }

        /** The term officials see. */
        public String chinese() {
            return chinese;
        }
    }

    static Supervision begin(String supervisionId, String demand, Acting by, List<String> jointUnits, int workingDays, Moment now) {
        Term term = now.term(workingDays);
        return new Supervision(supervisionId, demand, by.account(), by.unit(), jointUnits, now.at(), now.end(term.last()), term, false,
                null, null, null, null);
    }

    /** What it is at. */
    public State state() {
        return liftedAt != null ? State.LIFTED : answeredAt != null ? State.ANSWERED : State.OPEN;
    }

    /** Whether this unit presses, alone or with others. */
    boolean isBy(String code) {
        return unit.equals(code) || jointUnits.contains(code);
    }

    boolean joint() {
        return !jointUnits.isEmpty();
    }

    Supervision answered(String answer, Instant at) {
        return new Supervision(supervisionId, demand, by, unit, jointUnits, this.at, due, term, overdue, answer, at, liftedBy, liftedAt);
    }

    Supervision lifted(String by, Instant at) {
        return new Supervision(supervisionId, demand, this.by, unit, jointUnits, this.at, due, term, overdue, answer, answeredAt, by, at);
    }

    Supervision late() {
        return new Supervision(supervisionId, demand, by, unit, jointUnits, at, due, term, true, answer, answeredAt, liftedBy, liftedAt);
    }

    /** The first year its deadline counts days of whose schedule is not published yet, if any; null once there is an answer. */
    @Nullable Integer provisionalIn() {
        return term == null || state() != State.OPEN ? null : term.provisionalIn();
    }

    /** Whether its deadline may change when a schedule is published. */
    public boolean provisional() {
        return provisionalIn() != null;
    }

    /** The same one by the schedules known by now. It stays overdue unless the new deadline lies ahead. */
    Supervision recounted(Moment now) {
        Term anew = Objects.requireNonNull(term, "only what was counted is provisional").recounted(now.calendar());
        Instant end = now.end(anew.last());
        return new Supervision(supervisionId, demand, by, unit, jointUnits, at, end, anew, overdue && !end.isAfter(now.at()), answer, answeredAt,
                liftedBy, liftedAt);
    }

    /** When the clock has something to say about it, if ever. */
    @Nullable Instant strikesAt() {
        return state() == State.OPEN && !overdue ? due : null;
    }
}
