/** Reading feedback, revealing what is masked, and asking what became of a push. */
@NullMarked
package cn.tiyan.feedback.feedback.web;

import org.jspecify.annotations.NullMarked;
