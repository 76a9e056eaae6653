/** Chinese text taken apart into words, to be found by. */
@NullMarked
package cn.tiyan.issue.text;

import org.jspecify.annotations.NullMarked;
