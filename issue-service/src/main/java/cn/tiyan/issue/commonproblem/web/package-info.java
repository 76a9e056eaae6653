/** Common problems and self-checks over HTTP. */
@NullMarked
package cn.tiyan.issue.commonproblem.web;

import org.jspecify.annotations.NullMarked;
