/** Calls from one service to another: what counts as an outage. */
@NullMarked
package cn.tiyan.platform.calls;

import org.jspecify.annotations.NullMarked;
