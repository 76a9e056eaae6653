/** The working calendar over HTTP. */
@NullMarked
package cn.tiyan.issue.calendar.web;

import org.jspecify.annotations.NullMarked;
