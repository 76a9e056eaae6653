/** The four lists over HTTP, page by page or as a workbook. */
@NullMarked
package cn.tiyan.issue.list.web;

import org.jspecify.annotations.NullMarked;
