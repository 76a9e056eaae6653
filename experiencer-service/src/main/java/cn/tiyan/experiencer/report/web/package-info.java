/** Experience reports over HTTP. */
@NullMarked
package cn.tiyan.experiencer.report.web;

import org.jspecify.annotations.NullMarked;
