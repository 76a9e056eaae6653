package cn.tiyan.issue.issue;

import java.time.Instant;
import java.util.List;
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
 * @param overdue whether that time passed without an answer
 * @param answer what the unit that has the issue reported, newest
 * @param answeredAt when
 * @param liftedBy account that was content
 * @param liftedAt when
 */
public record Supervision(String supervisionId, String demand, String by, String unit, List<String> jointUnits, Instant at, Instant due,
        boolean overdue, @Nullable String answer, @Nullable Instant answeredAt, @Nullable String liftedBy, @Nullable Instant liftedAt) {

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

    static Supervision begin(String supervisionId, String demand, Acting by, List<String> jointUnits, Instant at, Instant due) {
        return new Supervision(supervisionId, demand, by.account(), by.unit(), jointUnits, at, due, false, null, null, null, null);
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
        return new Supervision(supervisionId, demand, by, unit, jointUnits, this.at, due, overdue, answer, at, liftedBy, liftedAt);
    }

    Supervision lifted(String by, Instant at) {
        return new Supervision(supervisionId, demand, this.by, unit, jointUnits, this.at, due, overdue, answer, answeredAt, by, at);
    }

    Supervision late() {
        return new Supervision(supervisionId, demand, by, unit, jointUnits, at, due, true, answer, answeredAt, liftedBy, liftedAt);
    }

    /** When the clock has something to say about it, if ever. */
    @Nullable Instant strikesAt() {
        return state() == State.OPEN && !overdue ? due : null;
    }
}
