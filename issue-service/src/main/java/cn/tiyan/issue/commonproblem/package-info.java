/** From one problem to a class of problems (notice, section 三(四)4): cases gather, units check themselves, and it may come back. */
@NullMarked
package cn.tiyan.issue.commonproblem;

import org.jspecify.annotations.NullMarked;
