/** Shows the checklists. */
@NullMarked
package cn.tiyan.walkthrough.checklist.web;

import org.jspecify.annotations.NullMarked;
