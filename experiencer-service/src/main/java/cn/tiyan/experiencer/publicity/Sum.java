package cn.tiyan.experiencer.publicity;

import cn.tiyan.contracts.vocabulary.Medium;

/**
 * What came out in one kind of medium for one unit.
 *
 * @param unit code of the unit
 * @param pieces how many
 * @param counted for how many of them somebody counted whom they reached
 * @param reach how many people those reached; people who saw two count twice
 */
public record Sum(String unit, Medium medium, int pieces, int counted, long reach) {
}
