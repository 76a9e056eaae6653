/** Rosters that offices hand in as a workbook: checked row by row, mended, and taken in when somebody says so. */
@NullMarked
package cn.tiyan.experiencer.rosterimport;

import org.jspecify.annotations.NullMarked;
