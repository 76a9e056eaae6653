/** Publicity records over HTTP. */
@NullMarked
package cn.tiyan.experiencer.publicity.web;

import org.jspecify.annotations.NullMarked;
