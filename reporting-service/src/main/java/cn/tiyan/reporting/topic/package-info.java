/** What the service items most was heard of are about. */
@NullMarked
package cn.tiyan.reporting.topic;

import org.jspecify.annotations.NullMarked;
