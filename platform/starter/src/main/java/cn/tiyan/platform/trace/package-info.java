/** The W3C trace context of a request, an event and what follows from them. */
@NullMarked
package cn.tiyan.platform.trace;

import org.jspecify.annotations.NullMarked;
