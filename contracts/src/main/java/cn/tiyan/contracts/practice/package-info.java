/** Events of the library of practices and of their adoptions (topic practice.events). */
@NullMarked
package cn.tiyan.contracts.practice;

import org.jspecify.annotations.NullMarked;
