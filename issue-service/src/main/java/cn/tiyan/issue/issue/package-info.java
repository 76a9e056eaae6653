/** The issue, its lifecycle and the rules that keep it honest. */
@NullMarked
package cn.tiyan.issue.issue;

import org.jspecify.annotations.NullMarked;
