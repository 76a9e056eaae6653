/** 四张清单: problems, demands, rectifications and optimizations as lists to read and to hand in. */
@NullMarked
package cn.tiyan.issue.list;

import org.jspecify.annotations.NullMarked;
