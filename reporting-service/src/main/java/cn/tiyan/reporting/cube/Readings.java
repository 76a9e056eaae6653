package cn.tiyan.reporting.cube;

import cn.tiyan.platform.messaging.Subscription;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is read to fold a generation. */
public interface Readings {

    /**
     * One subscription per subject.
     *
     * @param named what a subscription is called in this generation, from what it is called in the first
     * @param together folds what is read into it
     */
    List<Subscription> of(UnaryOperator<String> named, Subscription.Together together);
}
