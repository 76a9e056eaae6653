/** What walkers found and what citizens said of each service item, summed up as it is heard. */
@NullMarked
package cn.tiyan.walkthrough.demand;

import org.jspecify.annotations.NullMarked;
