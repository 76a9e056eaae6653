/** Prints the figures the project promises, and how they were measured. */
@NullMarked
package cn.tiyan.bench;

import org.jspecify.annotations.NullMarked;
