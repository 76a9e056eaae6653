/** 六(一) 杜绝“摆拍式”“作秀式”走流程: what about a finished walkthrough needs a second look, the walker's answer to it, and what the office above concludes. */
@NullMarked
package cn.tiyan.walkthrough.authenticity;

import org.jspecify.annotations.NullMarked;
