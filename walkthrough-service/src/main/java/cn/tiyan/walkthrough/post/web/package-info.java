/** Keeps and shows who serves at which window. */
@NullMarked
package cn.tiyan.walkthrough.post.web;

import org.jspecify.annotations.NullMarked;
