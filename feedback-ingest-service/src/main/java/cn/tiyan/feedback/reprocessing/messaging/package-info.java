/** The log of arrivals, read from any point. */
@NullMarked
package cn.tiyan.feedback.reprocessing.messaging;

import org.jspecify.annotations.NullMarked;
