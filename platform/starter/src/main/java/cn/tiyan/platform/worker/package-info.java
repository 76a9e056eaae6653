/** Threads that work for as long as the service runs. */
@NullMarked
package cn.tiyan.platform.worker;

import org.jspecify.annotations.NullMarked;
