/** The organisation tree, and the people recruited to try government services out. */
@NullMarked
package cn.tiyan.experiencer;

import org.jspecify.annotations.NullMarked;
