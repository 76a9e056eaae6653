/** Each service's own copy of the organisation tree, kept by events. */
@NullMarked
package cn.tiyan.platform.organisation;

import org.jspecify.annotations.NullMarked;
