/** Listens to this service's own issues. */
@NullMarked
package cn.tiyan.issue.merging.messaging;

import org.jspecify.annotations.NullMarked;
