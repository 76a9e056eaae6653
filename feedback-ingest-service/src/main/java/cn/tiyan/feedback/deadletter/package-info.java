/** What could not be folded waits here, with a reason, until it is corrected, replayed or discarded. */
@NullMarked
package cn.tiyan.feedback.deadletter;

import org.jspecify.annotations.NullMarked;
