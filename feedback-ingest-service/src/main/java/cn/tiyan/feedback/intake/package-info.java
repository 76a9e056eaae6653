/** The ways in: what is pushed is checked against its schema and kept durably before it is acknowledged. */
@NullMarked
package cn.tiyan.feedback.intake;

import org.jspecify.annotations.NullMarked;
