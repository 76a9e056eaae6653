/** Listens to what is summed up. */
@NullMarked
package cn.tiyan.walkthrough.demand.messaging;

import org.jspecify.annotations.NullMarked;
