/** What reports learn from issues and common problems. */
@NullMarked
package cn.tiyan.experiencer.report.messaging;

import org.jspecify.annotations.NullMarked;
