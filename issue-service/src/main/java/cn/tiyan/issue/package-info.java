/** The closed loop of an issue, from registering to closing: 体验-反馈-整改-评价. */
@NullMarked
package cn.tiyan.issue;

import org.jspecify.annotations.NullMarked;
