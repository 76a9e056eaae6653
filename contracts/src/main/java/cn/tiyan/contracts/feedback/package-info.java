/** Events of what citizens say (topic feedback.events). */
@NullMarked
package cn.tiyan.contracts.feedback;

import org.jspecify.annotations.NullMarked;
