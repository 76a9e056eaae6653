/** The days a list or a sum is asked for. */
@NullMarked
package cn.tiyan.experiencer.period;

import org.jspecify.annotations.NullMarked;
