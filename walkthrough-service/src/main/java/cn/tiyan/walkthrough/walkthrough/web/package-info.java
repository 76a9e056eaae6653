/** Records and shows walkthroughs. */
@NullMarked
package cn.tiyan.walkthrough.walkthrough.web;

import org.jspecify.annotations.NullMarked;
