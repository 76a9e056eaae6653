/** Reprocessing over HTTP. */
@NullMarked
package cn.tiyan.feedback.reprocessing.web;

import org.jspecify.annotations.NullMarked;
