/** Rosters over HTTP. */
@NullMarked
package cn.tiyan.experiencer.roster.web;

import org.jspecify.annotations.NullMarked;
