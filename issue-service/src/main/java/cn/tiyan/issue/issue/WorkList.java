package cn.tiyan.issue.issue;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Instant;
import java.util.function.BiFunction;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * What waits for somebody, as a table: each list with the index that serves it. What is due first comes first; what stands still
 * comes last.
 *
 * <p>Each of a unit's lists is part of what that unit may see: a desk, a reviewer and a unit that presses lie on one of the issue's
 * lines of the tree. An account's own list need not be: who had an issue in hand may see it no more once their unit gave it back.
 */
public enum WorkList {
    /** 我的待办: open ones that the caller raised, was given, or has begun to deal with. */
    MINE("我的待办", WorkList.OWN, (caller, now) -> Criteria.where("clerks").is(caller.account()).and("due").gte(Instant.EPOCH)),
    /** 本单位待办: whatever it is this unit's turn with. */
    UNIT("本单位待办", WorkList.DESK, (caller, now) -> desk(caller)),
    /** 今日到期: of these, what is due today and not late yet. */
    DUE_TODAY("今日到期", WorkList.DESK, (caller, now) -> desk(caller).and("due").gte(now.at()).lt(now.tomorrow())),
    /** 已超期: of these, what is late. */
    OVERDUE("已超期", WorkList.DESK, (caller, now) -> desk(caller).and("due").lt(now.at())),
    /** 退回: of these, what came back: returned, sent back or reopened. */
    RETURNED("退回重办", WorkList.RETURNED_TO, (caller, now) -> desk(caller).and("returned").is(true)),
    /** 待核查. */
    TO_VERIFY("待核查", WorkList.DESK, (caller, now) -> desk(caller, Status.SUBMITTED)),
    /** 待审批: returns and extensions that wait for this unit's word. The unit above the handling one is asked for an extension. */
    TO_REVIEW("待审批", WorkList.REVIEWED_BY, (caller, now) -> Criteria.where("reviewer").is(caller.unit())),
    /** 待回访. */
    TO_CALL_BACK("待回访", WorkList.DESK, (caller, now) -> desk(caller, Status.VERIFIED)),
    /** 待回头看. */
    LOOK_BACK("待回头看", WorkList.DESK, (caller, now) -> desk(caller, Status.CLOSED)),
    /** 督办中: where this unit presses, or is pressed. */
    SUPERVISED("督办中", WorkList.PRESSED, (caller, now) -> Criteria.where("pressed").is(caller.unit()));

    static final String DESK = "desk";
    static final String OWN = "own";
    static final String RETURNED_TO = "returned-to";
    static final String REVIEWED_BY = "reviewed-by";
    static final String PRESSED = "pressed";
    /** Stands for the deadline of a clock that stands still. */
    static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final String chinese;
    private final String index;
    private final BiFunction<Caller, Moment, Criteria> criteria;

    WorkList(String chinese, String index, BiFunction<Caller, Moment, Criteria> criteria) {
        this.chinese = chinese;
        this.index = index;
        this.criteria = criteria;
    }

    private static Criteria desk(Caller caller) {
        return desk(caller, Status.atADesk());
    }

    private static Criteria desk(Caller caller, Status... statuses) {
        return statuses.length == 1 ? Criteria.where("desk").is(caller.unit()).and("status").is(statuses[0])
                : Criteria.where("desk").is(caller.unit()).and("status").in((Object[]) statuses);
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** Whether the list is for this caller: who only walks or tries services out has nothing but what they raised. */
    public boolean isFor(Caller caller) {
        return this == MINE || caller.is(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.VERIFIER, Role.LEADER);
    }

    String index() {
        return index;
    }

    Criteria criteria(Caller caller, Moment now) {
        return criteria.apply(caller, now);
    }
}
