/** Workbooks that somebody hands in, read row by row without trusting them; and what may stand in a cell of those handed out. */
@NullMarked
package cn.tiyan.platform.workbook;

import org.jspecify.annotations.NullMarked;
