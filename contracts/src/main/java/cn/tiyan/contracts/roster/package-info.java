/** Events of the rosters that units submit upward (topic roster.events). */
@NullMarked
package cn.tiyan.contracts.roster;

import org.jspecify.annotations.NullMarked;
