/** What the roster learns from walkthroughs. */
@NullMarked
package cn.tiyan.experiencer.experiencer.messaging;

import org.jspecify.annotations.NullMarked;
