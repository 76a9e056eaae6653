/** Listens to issues. */
@NullMarked
package cn.tiyan.feedback.progress.messaging;

import org.jspecify.annotations.NullMarked;
