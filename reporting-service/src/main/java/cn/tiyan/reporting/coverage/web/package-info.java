/** Coverage over HTTP. */
@NullMarked
package cn.tiyan.reporting.coverage.web;

import org.jspecify.annotations.NullMarked;
