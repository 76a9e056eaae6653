/** Listens to what becomes of the issues that findings led to. */
@NullMarked
package cn.tiyan.walkthrough.walkthrough.messaging;

import org.jspecify.annotations.NullMarked;
