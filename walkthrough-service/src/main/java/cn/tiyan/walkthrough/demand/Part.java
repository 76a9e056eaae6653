package cn.tiyan.walkthrough.demand;

import java.util.List;
import java.util.Map;

/**
 * Counts for one line of units.
 *
 * @param within codes from the province down to the unit
 * @param counts the same for each unit on the line
 */
record Part(List<String> within, Map<Tally, Integer> counts) {
}
