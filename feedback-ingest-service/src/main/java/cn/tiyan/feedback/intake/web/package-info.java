/** The addresses senders push to. */
@NullMarked
package cn.tiyan.feedback.intake.web;

import org.jspecify.annotations.NullMarked;
