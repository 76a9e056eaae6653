/** Activities over HTTP, for those who organise them and for the experiencers invited. */
@NullMarked
package cn.tiyan.experiencer.activity.web;

import org.jspecify.annotations.NullMarked;
