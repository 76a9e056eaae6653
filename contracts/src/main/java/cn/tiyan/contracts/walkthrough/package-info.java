/** Events of walkthroughs and their findings (topic walkthrough.events). */
@NullMarked
package cn.tiyan.contracts.walkthrough;

import org.jspecify.annotations.NullMarked;
