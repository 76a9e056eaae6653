/** The figures: what each means, from which counts it is made, and how sure it is. */
@NullMarked
package cn.tiyan.reporting.figure;

import org.jspecify.annotations.NullMarked;
