package cn.tiyan.issue.issue;

import cn.tiyan.contracts.Event;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the lifecycle table.
 *
 * @param from the status it starts from
 * @param action what is done
 * @param to the status it leads to; may be the same
 * @param who who may; one of them is enough
 * @param event what others are told, if anything
 */
record Transition(Status from, Action action, Status to, Set<Party> who, @Nullable Class<? extends Event> event) {

    /** Whether somebody can ask for it, or it only follows from something else. */
    boolean byHand() {
        return !who.contains(Party.NOBODY);
    }
}
