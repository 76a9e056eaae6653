/** Which events tell of optimizations. */
@NullMarked
package cn.tiyan.reporting.effect.messaging;

import org.jspecify.annotations.NullMarked;
