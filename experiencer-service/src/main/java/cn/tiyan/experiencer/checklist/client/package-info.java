/** Asks walkthrough-service for its checklists, and says so when it gives no answer. */
@NullMarked
package cn.tiyan.experiencer.checklist.client;

import org.jspecify.annotations.NullMarked;
