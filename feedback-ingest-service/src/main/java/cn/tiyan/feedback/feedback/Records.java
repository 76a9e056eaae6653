package cn.tiyan.feedback.feedback;

import cn.tiyan.platform.aggregate.Aggregate;
import java.util.List;
import java.util.Optional;

/** What folding reads and writes. */
interface Records {

    <T extends Aggregate> Optional<T> find(Class<T> type, String id);

    /** The ratings of a service. */
    List<Feedback> ratingsOf(String service);

    /** The orders that press for this one. */
    List<Feedback> urging(String feedback);

    /** @throws RuntimeException if one with its id exists: then it is to be folded anew */
    void insert(Aggregate aggregate);

    /** @throws cn.tiyan.platform.refusal.Refusal stale, if it has been written meanwhile: then it is to be folded anew */
    void save(Aggregate aggregate);
}
