/** Duplicates follow their survivor: when it closes, reopens or is itself merged, so do they. */
@NullMarked
package cn.tiyan.issue.merging;

import org.jspecify.annotations.NullMarked;
