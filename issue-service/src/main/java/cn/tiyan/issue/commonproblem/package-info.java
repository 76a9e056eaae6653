/** From one problem to a class of problems (notice, section 三(四)4): cases gather to a common problem, units check themselves, and it is watched whether it comes back. */
@NullMarked
package cn.tiyan.issue.commonproblem;

import org.jspecify.annotations.NullMarked;
