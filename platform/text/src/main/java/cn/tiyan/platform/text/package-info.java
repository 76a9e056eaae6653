/** Chinese text taken apart into words, to be found by. */
@NullMarked
package cn.tiyan.platform.text;

import org.jspecify.annotations.NullMarked;
