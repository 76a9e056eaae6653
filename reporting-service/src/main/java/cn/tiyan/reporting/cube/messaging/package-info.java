/** Which events are folded. */
@NullMarked
package cn.tiyan.reporting.cube.messaging;

import org.jspecify.annotations.NullMarked;
