/** How much of the catalogue was walked: items, roles and dimensions. */
@NullMarked
package cn.tiyan.reporting.coverage;

import org.jspecify.annotations.NullMarked;
