/** Open data over HTTP. */
@NullMarked
package cn.tiyan.reporting.opendata.web;

import org.jspecify.annotations.NullMarked;
