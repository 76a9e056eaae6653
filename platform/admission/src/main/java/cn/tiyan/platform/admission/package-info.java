/** What the gateway and every service ask of a request before anything else: whether it is well formed, and whose token it bears. */
@NullMarked
package cn.tiyan.platform.admission;

import org.jspecify.annotations.NullMarked;
