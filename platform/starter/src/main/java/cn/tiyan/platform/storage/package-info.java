/** The database itself: how long it is waited for, and what its failures mean. */
@NullMarked
package cn.tiyan.platform.storage;

import org.jspecify.annotations.NullMarked;
