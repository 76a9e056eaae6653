/** Topics over HTTP. */
@NullMarked
package cn.tiyan.reporting.topic.web;

import org.jspecify.annotations.NullMarked;
