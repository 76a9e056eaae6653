/** The library of practices over HTTP. */
@NullMarked
package cn.tiyan.issue.practice.web;

import org.jspecify.annotations.NullMarked;
