/** Looks at a walkthrough once it is on record, and hears what citizens complain about. */
@NullMarked
package cn.tiyan.walkthrough.authenticity.messaging;

import org.jspecify.annotations.NullMarked;
