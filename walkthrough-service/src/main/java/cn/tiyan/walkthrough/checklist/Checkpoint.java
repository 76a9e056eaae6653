package cn.tiyan.walkthrough.checklist;

import cn.tiyan.contracts.vocabulary.Dimension;

/**
 * One thing to look at during a walkthrough.
 *
 * @param code unique among all checklists; never given to anything else in a later version. {@code <dimension>-<nn>} in the five
 *     dimensions, {@code <topic>-<nn>} in a focus topic, {@code <unit>.<dimension>-<nn>} where an office added it
 * @param dimension which of the five dimensions a finding at it counts for
 * @param text what to look at, in Chinese
 * @param section the section of the notice it comes from, such as {@code 四(一)}; of an office's own, what it goes by
 */
public record Checkpoint(String code, Dimension dimension, String text, String section) {
}
