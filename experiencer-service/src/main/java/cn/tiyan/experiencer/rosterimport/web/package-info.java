/** The import of rosters over HTTP. */
@NullMarked
package cn.tiyan.experiencer.rosterimport.web;

import org.jspecify.annotations.NullMarked;
