/** How long the database is waited for. */
@NullMarked
package cn.tiyan.platform.storage;

import org.jspecify.annotations.NullMarked;
