package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import org.jspecify.annotations.Nullable;

/**
 * 研判: the office accepted it as an issue and judged how hard it is.
 *
 * @param issueId the issue
 * @param byUnit the office
 * @param difficulty how hard
 * @param dimension which of the five dimensions
 * @param unit unit the issue is about
 * @param serviceItem service item, where known
 * @param stage at which stage of the service, where known
 * @param cause why, where known
 * @param again true where it had been judged before and still waited to be dispatched: nothing but the judgement changes
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.triaged.v1")
public record IssueTriaged(
        String issueId,
        String byUnit,
        Difficulty difficulty,
        Dimension dimension,
        @Nullable String unit,
        @Nullable ServiceItemRef serviceItem,
        @Nullable Stage stage,
        @Nullable Cause cause,
        @Nullable Boolean again,
        @Nullable Desk desk) implements Event {

    /** With what its first release said. */
    public IssueTriaged(String issueId, String byUnit, Difficulty difficulty, Dimension dimension) {
        this(issueId, byUnit, difficulty, dimension, null, null, null, null, null, null);
    }

    /** With what was known then of what it is about. */
    public IssueTriaged(String issueId, String byUnit, Difficulty difficulty, Dimension dimension, @Nullable String unit, @Nullable ServiceItemRef serviceItem,
            @Nullable Stage stage, @Nullable Cause cause) {
        this(issueId, byUnit, difficulty, dimension, unit, serviceItem, stage, cause, null, null);
    }
}
