/** Milestones over HTTP. */
@NullMarked
package cn.tiyan.reporting.milestone.web;

import org.jspecify.annotations.NullMarked;
