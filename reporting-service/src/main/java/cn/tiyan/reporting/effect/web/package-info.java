/** Effects over HTTP. */
@NullMarked
package cn.tiyan.reporting.effect.web;

import org.jspecify.annotations.NullMarked;
