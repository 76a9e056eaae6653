/** What the media published about the work of experiencers (宣传员). */
@NullMarked
package cn.tiyan.experiencer.publicity;

import org.jspecify.annotations.NullMarked;
