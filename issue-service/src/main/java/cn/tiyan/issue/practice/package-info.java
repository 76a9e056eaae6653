/** 创新做法: a library of what worked: submitted, reviewed, promoted, and adopted by other units (notice, section 三(四)4). */
@NullMarked
package cn.tiyan.issue.practice;

import org.jspecify.annotations.NullMarked;
