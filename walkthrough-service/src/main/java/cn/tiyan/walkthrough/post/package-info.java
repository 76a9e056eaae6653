/** Who serves at which window: nobody walks their own. */
@NullMarked
package cn.tiyan.walkthrough.post;

import org.jspecify.annotations.NullMarked;
