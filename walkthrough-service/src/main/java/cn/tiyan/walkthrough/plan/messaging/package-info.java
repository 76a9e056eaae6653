/** Hears which entries have been walked. */
@NullMarked
package cn.tiyan.walkthrough.plan.messaging;

import org.jspecify.annotations.NullMarked;
