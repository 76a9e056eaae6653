/** Listens to the walkthrough and feedback services. */
@NullMarked
package cn.tiyan.issue.intake.messaging;

import org.jspecify.annotations.NullMarked;
