/** Checks that no history of any issue was edited after it was written. */
@NullMarked
package cn.tiyan.issue.integrity;

import org.jspecify.annotations.NullMarked;
