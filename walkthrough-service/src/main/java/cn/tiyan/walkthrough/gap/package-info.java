/** The gap between supply and demand, and what has been walked and what never. */
@NullMarked
package cn.tiyan.walkthrough.gap;

import org.jspecify.annotations.NullMarked;
