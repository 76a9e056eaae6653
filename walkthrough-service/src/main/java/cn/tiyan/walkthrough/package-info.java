/** 我陪群众走流程: officials walk a service as a citizen would, record what they find, and see what became of it. */
@NullMarked
package cn.tiyan.walkthrough;

import org.jspecify.annotations.NullMarked;
