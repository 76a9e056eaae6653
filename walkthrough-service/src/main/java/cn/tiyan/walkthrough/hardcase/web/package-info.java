/** Shows hard cases. */
@NullMarked
package cn.tiyan.walkthrough.hardcase.web;

import org.jspecify.annotations.NullMarked;
