package cn.tiyan.walkthrough.authenticity;

import java.time.Instant;

/** What citizens complained about. */
public interface Complaints {

    /**
     * How many complaints there are, but not more than a thousand.
     *
     * @param item code of the service item
     * @param unit in its subtree
     * @param from when the citizen spoke, inclusive
     * @param to exclusive
     */
    long count(String item, String unit, Instant from, Instant to);
}
