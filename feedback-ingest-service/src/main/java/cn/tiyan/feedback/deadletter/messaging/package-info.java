/** Reads the dead-letter topic, and hears of units that dead letters wait for. */
@NullMarked
package cn.tiyan.feedback.deadletter.messaging;

import org.jspecify.annotations.NullMarked;
