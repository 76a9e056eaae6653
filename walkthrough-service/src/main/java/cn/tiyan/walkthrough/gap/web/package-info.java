/** Shows gap and coverage. */
@NullMarked
package cn.tiyan.walkthrough.gap.web;

import org.jspecify.annotations.NullMarked;
