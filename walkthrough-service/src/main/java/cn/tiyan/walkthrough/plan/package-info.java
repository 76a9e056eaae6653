/** 走前“瞄准问题”: which services a unit means to walk, by whom and why. */
@NullMarked
package cn.tiyan.walkthrough.plan;

import org.jspecify.annotations.NullMarked;
