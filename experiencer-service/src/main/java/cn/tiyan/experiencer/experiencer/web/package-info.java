/** The roster of experiencers over HTTP. */
@NullMarked
package cn.tiyan.experiencer.experiencer.web;

import org.jspecify.annotations.NullMarked;
