/** A walkthrough as a document that can be handed in. */
@NullMarked
package cn.tiyan.walkthrough.report;

import org.jspecify.annotations.NullMarked;
