package cn.tiyan.feedback.feedback;

import cn.tiyan.platform.aggregate.Aggregate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What folding reads and writes: as many at once as it can. */
interface Records {

    /** Those of these that there are. */
    <T extends Aggregate> List<T> findAll(Class<T> type, Collection<String> ids);

    /** The ratings of these services. */
    List<Feedback> ratingsOf(Collection<String> services);

    /** Which of these orders further orders press for. */
    Set<String> pressedFor(Collection<String> orders);

    /** The orders that press for this one. */
    List<Feedback> urging(String order);

    /**
     * Stores new and changed ones.
     *
     * @return those that another writer was quicker with: they are to be folded anew
     */
    List<Aggregate> store(Collection<Aggregate> aggregates);
}
