/** The checklists that reports go by, as walkthrough-service keeps them. */
@NullMarked
package cn.tiyan.experiencer.checklist;

import org.jspecify.annotations.NullMarked;
