/** Identifiers: sortable for what is new, derived for what must exist only once. */
@NullMarked
package cn.tiyan.platform.id;

import org.jspecify.annotations.NullMarked;
