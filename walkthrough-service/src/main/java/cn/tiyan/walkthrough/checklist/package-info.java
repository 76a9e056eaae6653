/** The checkpoints a walkthrough goes by: versioned data, not code. */
@NullMarked
package cn.tiyan.walkthrough.checklist;

import org.jspecify.annotations.NullMarked;
