/** Notices over HTTP. */
@NullMarked
package cn.tiyan.reporting.notice.web;

import org.jspecify.annotations.NullMarked;
