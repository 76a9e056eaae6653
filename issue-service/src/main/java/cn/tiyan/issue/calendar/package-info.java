/** China's working days: the State Council's yearly notices with their make-up days, and how working days are counted by them. */
@NullMarked
package cn.tiyan.issue.calendar;

import org.jspecify.annotations.NullMarked;
