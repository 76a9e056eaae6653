/** Events of experience activities (topic activity.events). */
@NullMarked
package cn.tiyan.contracts.activity;

import org.jspecify.annotations.NullMarked;
