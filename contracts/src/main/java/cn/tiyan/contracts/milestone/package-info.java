/** Events of what units owe by the calendar of the notice (topic milestone.events). */
@NullMarked
package cn.tiyan.contracts.milestone;

import org.jspecify.annotations.NullMarked;
