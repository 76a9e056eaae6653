/** 疑难问题: what citizens said at 12345, 好差评 and 办不成事 and is hard to settle, with how far it has come; for 督导办 to pick from. */
@NullMarked
package cn.tiyan.walkthrough.hardcase;

import org.jspecify.annotations.NullMarked;
