/** Rows per aggregate and pre-summed cells, folded from events so that neither repetition, nor order, nor a crash changes a digit. */
@NullMarked
package cn.tiyan.reporting.cube;

import org.jspecify.annotations.NullMarked;
