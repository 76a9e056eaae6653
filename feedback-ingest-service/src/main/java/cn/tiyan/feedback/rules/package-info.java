/** When a piece of feedback calls for an issue, and how bad it is: rules that operators tune while the service runs. */
@NullMarked
package cn.tiyan.feedback.rules;

import org.jspecify.annotations.NullMarked;
