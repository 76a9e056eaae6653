/** Saying no, clearly: every refused request or command becomes an RFC 9457 problem. */
@NullMarked
package cn.tiyan.platform.refusal;

import org.jspecify.annotations.NullMarked;
