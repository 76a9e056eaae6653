/** What may be given away: records in which nobody can be found, and figures for other systems. */
@NullMarked
package cn.tiyan.reporting.opendata;

import org.jspecify.annotations.NullMarked;
