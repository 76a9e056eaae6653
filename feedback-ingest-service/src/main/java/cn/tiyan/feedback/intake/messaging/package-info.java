/** Where accepted pushes are kept: the topic of arrivals. */
@NullMarked
package cn.tiyan.feedback.intake.messaging;

import org.jspecify.annotations.NullMarked;
