/** How a service listens to the others: once, in order per aggregate, and never blocked by one bad event. */
@NullMarked
package cn.tiyan.platform.messaging;

import org.jspecify.annotations.NullMarked;
