/** What citizens say elsewhere, at the hotline and in ratings, arrives here: once, whole, and is never lost. */
@NullMarked
package cn.tiyan.feedback;

import org.jspecify.annotations.NullMarked;
