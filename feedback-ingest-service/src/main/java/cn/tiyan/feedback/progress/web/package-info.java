/** Where senders fetch progress, and operators look after what could not be sent. */
@NullMarked
package cn.tiyan.feedback.progress.web;

import org.jspecify.annotations.NullMarked;
