/** 政务服务体验员 from recommendation to appointment, and whether one is there to come along on a day. */
@NullMarked
package cn.tiyan.experiencer.experiencer;

import org.jspecify.annotations.NullMarked;
