/** Hears of hard cases and how far they have come. */
@NullMarked
package cn.tiyan.walkthrough.hardcase.messaging;

import org.jspecify.annotations.NullMarked;
