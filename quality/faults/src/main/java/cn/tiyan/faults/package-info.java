/** Breaks the running platform on purpose and shows which promises hold. */
@NullMarked
package cn.tiyan.faults;

import org.jspecify.annotations.NullMarked;
