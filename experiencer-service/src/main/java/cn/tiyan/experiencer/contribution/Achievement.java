package cn.tiyan.experiencer.contribution;

/**
 * What came of the work of one experiencer, or of many. How much was reported is not part of it.
 *
 * @param solvedClasses classes of findings (item, dimension, checkpoint) that were solved, of those that were settled
 * @param commonProblems common problems that offices recognised in solved findings
 * @param adoptedSuggestions suggestions that were adopted, of those that were adopted or not
 * @param publicity what came out in the media
 */
public record Achievement(Share solvedClasses, int commonProblems, Share adoptedSuggestions, int publicity) {
}
