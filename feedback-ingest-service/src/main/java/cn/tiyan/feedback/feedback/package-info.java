/** Pieces of feedback, folded from what arrived so that neither order nor repetition matters. */
@NullMarked
package cn.tiyan.feedback.feedback;

import org.jspecify.annotations.NullMarked;
