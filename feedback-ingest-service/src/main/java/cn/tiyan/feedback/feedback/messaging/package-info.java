/** Reads the arrivals and parks what cannot be folded. */
@NullMarked
package cn.tiyan.feedback.feedback.messaging;

import org.jspecify.annotations.NullMarked;
