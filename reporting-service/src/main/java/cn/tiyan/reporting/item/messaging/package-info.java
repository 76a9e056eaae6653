/** Which events tell of service items. */
@NullMarked
package cn.tiyan.reporting.item.messaging;

import org.jspecify.annotations.NullMarked;
