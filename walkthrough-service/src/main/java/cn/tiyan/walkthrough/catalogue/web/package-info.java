/** The catalogue over HTTP. */
@NullMarked
package cn.tiyan.walkthrough.catalogue.web;

import org.jspecify.annotations.NullMarked;
