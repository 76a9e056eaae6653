package cn.tiyan.feedback.rules;

import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;

/**
 * That a piece of feedback calls for an issue, and why.
 *
 * @param rule the rule that decided, such as {@code BAD_RATING}
 * @param kind problem or demand
 * @param severity severity
 */
public record Decision(String rule, IssueKind kind, Severity severity) {
}
