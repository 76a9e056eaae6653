/** Events of the catalogue of service items (topic service-item.events). */
@NullMarked
package cn.tiyan.contracts.serviceitem;

import org.jspecify.annotations.NullMarked;
