/** What service items are called, and what they are about. */
@NullMarked
package cn.tiyan.reporting.item;

import org.jspecify.annotations.NullMarked;
