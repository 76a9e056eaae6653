package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;

/**
 * 研判: the office accepted it as an issue and judged how hard it is.
 *
 * @param issueId the issue
 * @param byUnit the office
 * @param difficulty how hard
 * @param dimension which of the five dimensions
 */
@EventType("issue.triaged.v1")
public record IssueTriaged(
        String issueId,
        String byUnit,
        Difficulty difficulty,
        Dimension dimension) implements Event {
}
