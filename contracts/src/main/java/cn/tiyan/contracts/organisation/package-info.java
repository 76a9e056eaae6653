/** Events of the organisation tree (topic organisation.events). */
@NullMarked
package cn.tiyan.contracts.organisation;

import org.jspecify.annotations.NullMarked;
