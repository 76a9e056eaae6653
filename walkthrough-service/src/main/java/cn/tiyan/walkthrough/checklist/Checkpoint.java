package cn.tiyan.walkthrough.checklist;

import cn.tiyan.contracts.vocabulary.Dimension;

/**
 * One thing to look at during a walkthrough.
 *
 * @param code unique within its checklist, {@code <dimension>-<nn>}; never given to anything else in a later version
 * @param dimension which of the five dimensions it belongs to
 * @param text what to look at, in Chinese
 * @param section the section of the notice it comes from, such as {@code 四(一)}
 */
public record Checkpoint(String code, Dimension dimension, String text, String section) {
}
