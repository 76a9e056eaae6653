/** The addresses clerks hand files in at. */
@NullMarked
package cn.tiyan.feedback.file.web;

import org.jspecify.annotations.NullMarked;
