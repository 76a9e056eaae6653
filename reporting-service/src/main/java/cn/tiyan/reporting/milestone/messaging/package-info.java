/** What milestones listen to: rosters are submitted elsewhere. */
@NullMarked
package cn.tiyan.reporting.milestone.messaging;

import org.jspecify.annotations.NullMarked;
