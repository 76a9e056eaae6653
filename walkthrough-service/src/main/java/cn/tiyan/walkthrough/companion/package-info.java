/** Whether an experiencer may come along on a walkthrough. */
@NullMarked
package cn.tiyan.walkthrough.companion;

import org.jspecify.annotations.NullMarked;
