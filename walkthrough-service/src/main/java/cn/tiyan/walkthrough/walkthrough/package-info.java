/** The walkthrough, its steps and findings, and what became of them. */
@NullMarked
package cn.tiyan.walkthrough.walkthrough;

import org.jspecify.annotations.NullMarked;
