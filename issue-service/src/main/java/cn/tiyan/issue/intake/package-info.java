/** Registers an issue for each finding and each feedback that calls for one, once. */
@NullMarked
package cn.tiyan.issue.intake;

import org.jspecify.annotations.NullMarked;
