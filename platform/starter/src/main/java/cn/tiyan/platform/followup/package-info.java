/** Following the issues that something led to, to their end: for whoever raised findings. */
@NullMarked
package cn.tiyan.platform.followup;

import org.jspecify.annotations.NullMarked;
