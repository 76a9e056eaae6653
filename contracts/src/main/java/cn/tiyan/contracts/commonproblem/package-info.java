/** Events of common problems (topic common-problem.events) and of the self-checks they lead to (topic self-check.events). */
@NullMarked
package cn.tiyan.contracts.commonproblem;

import org.jspecify.annotations.NullMarked;
