/** What notices listen to. */
@NullMarked
package cn.tiyan.reporting.notice.messaging;

import org.jspecify.annotations.NullMarked;
