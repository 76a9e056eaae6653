/** The figures over HTTP. */
@NullMarked
package cn.tiyan.reporting.figure.web;

import org.jspecify.annotations.NullMarked;
