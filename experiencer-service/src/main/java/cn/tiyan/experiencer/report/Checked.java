package cn.tiyan.experiencer.report;

import org.jspecify.annotations.Nullable;

/**
 * What was seen at one checkpoint.
 *
 * @param checkpoint its code in the report's checklist
 * @param note in the experiencer's words, if any; masked
 */
public record Checked(String checkpoint, CheckResult result, @Nullable String note) {
}
