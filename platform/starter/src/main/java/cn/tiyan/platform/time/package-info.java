/** What a day is. */
@NullMarked
package cn.tiyan.platform.time;

import org.jspecify.annotations.NullMarked;
