/** Starting a check of all histories and reading what it found. */
@NullMarked
package cn.tiyan.issue.integrity.web;

import org.jspecify.annotations.NullMarked;
