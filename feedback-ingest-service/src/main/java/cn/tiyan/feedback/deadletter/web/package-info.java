/** Dead letters over HTTP. */
@NullMarked
package cn.tiyan.feedback.deadletter.web;

import org.jspecify.annotations.NullMarked;
