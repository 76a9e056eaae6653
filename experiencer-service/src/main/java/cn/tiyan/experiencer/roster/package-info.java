/** 名单: who serves as an experiencer in a unit on a day, submitted upward, accepted or returned, and rolled up to the province. */
@NullMarked
package cn.tiyan.experiencer.roster;

import org.jspecify.annotations.NullMarked;
