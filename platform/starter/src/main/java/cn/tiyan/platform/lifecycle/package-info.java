/** The life of an aggregate as a table: what may follow what, and who may do it. */
@NullMarked
package cn.tiyan.platform.lifecycle;

import org.jspecify.annotations.NullMarked;
