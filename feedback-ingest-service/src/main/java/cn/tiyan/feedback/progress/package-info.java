/** How far the issue a piece of feedback led to has come, and how that gets back to whoever sent it: fetched, or sent to a webhook. */
@NullMarked
package cn.tiyan.feedback.progress;

import org.jspecify.annotations.NullMarked;
