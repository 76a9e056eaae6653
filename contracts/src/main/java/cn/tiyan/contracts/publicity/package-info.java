/** Events of publicity records (topic publicity.events). */
@NullMarked
package cn.tiyan.contracts.publicity;

import org.jspecify.annotations.NullMarked;
