/** The calendar of the notice (section 五): what every unit owes each year, who has submitted it, who is late. */
@NullMarked
package cn.tiyan.reporting.milestone;

import org.jspecify.annotations.NullMarked;
