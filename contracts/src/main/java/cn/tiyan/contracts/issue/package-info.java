/** Events of an issue's life (topic issue.events), one per change of state. */
@NullMarked
package cn.tiyan.contracts.issue;

import org.jspecify.annotations.NullMarked;
