/** Hands reports out. */
@NullMarked
package cn.tiyan.walkthrough.report.web;

import org.jspecify.annotations.NullMarked;
