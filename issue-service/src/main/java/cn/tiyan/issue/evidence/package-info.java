/** Files that show that an issue was rectified: what they may be, and where they are kept. */
@NullMarked
package cn.tiyan.issue.evidence;

import org.jspecify.annotations.NullMarked;
