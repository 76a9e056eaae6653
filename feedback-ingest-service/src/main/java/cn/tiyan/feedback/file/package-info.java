/** Files of offices that have no system to push: read row by row, checked, and taken in like pushes. */
@NullMarked
package cn.tiyan.feedback.file;

import org.jspecify.annotations.NullMarked;
