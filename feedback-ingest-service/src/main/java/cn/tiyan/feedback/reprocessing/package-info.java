/** Folds arrivals anew from the log: what is missing comes back, what was right stays as it is. */
@NullMarked
package cn.tiyan.feedback.reprocessing;

import org.jspecify.annotations.NullMarked;
