/** Photos of walkthroughs: told by their content, kept once, shown small in reports. */
@NullMarked
package cn.tiyan.walkthrough.photo;

import org.jspecify.annotations.NullMarked;
