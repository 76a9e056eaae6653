/** Open311 over HTTP, in JSON and XML. */
@NullMarked
package cn.tiyan.feedback.open311.web;

import org.jspecify.annotations.NullMarked;
