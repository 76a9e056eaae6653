/** Listens to this service's own events: issues that become cases, orders that become self-checks, self-checks that settle a problem. */
@NullMarked
package cn.tiyan.issue.commonproblem.messaging;

import org.jspecify.annotations.NullMarked;
