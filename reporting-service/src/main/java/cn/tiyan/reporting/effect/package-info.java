/** What an optimization of a service item led to. */
@NullMarked
package cn.tiyan.reporting.effect;

import org.jspecify.annotations.NullMarked;
