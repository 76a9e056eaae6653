/** Handing evidence in and reading it over HTTP. */
@NullMarked
package cn.tiyan.issue.evidence.web;

import org.jspecify.annotations.NullMarked;
