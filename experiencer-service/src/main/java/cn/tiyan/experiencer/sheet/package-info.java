/** Lists as workbooks. */
@NullMarked
package cn.tiyan.experiencer.sheet;

import org.jspecify.annotations.NullMarked;
