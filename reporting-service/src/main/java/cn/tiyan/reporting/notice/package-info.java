/** 通知: what waits for whom, told in the inbox, by mail and on the phone, once a day or at once. */
@NullMarked
package cn.tiyan.reporting.notice;

import org.jspecify.annotations.NullMarked;
