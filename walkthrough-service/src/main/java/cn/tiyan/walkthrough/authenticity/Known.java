package cn.tiyan.walkthrough.authenticity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What is known beside one walkthrough. It is compared only with walkthroughs that were handed in before it. */
interface Known {

    /** What else this walker walked about the same time, at most {@value #MOST}. */
    List<Print> around();

    /** So many at most. */
    int MOST = 50;

    /** The walkthrough with the most similar words, if their likeness reaches what the policy says. */
    Optional<Copy> nearest(AuthenticityPolicy.Copy policy);

    /** The first of its photos that another walkthrough has used. */
    Optional<Sighting> seen(AuthenticityPolicy.Photo policy);

    /** How many walkthroughs of its unit, as far as they are handed in by now, ended from one day to another, both included, days of China. */
    long ended(LocalDate from, LocalDate to);

    /** How many complaints there are about the item, where the walkthrough was. */
    long complaints(Instant from, Instant to);

    /**
     * Nearly the same words.
     *
     * @param session the other walkthrough
     * @param likeness share of the character 5-grams that both have, 0 to 1
     * @param quote the longest sentence that stands there, too; empty where no sentence does as a whole
     */
    record Copy(String session, double likeness, String quote) {
    }

    /**
     * A photo used before.
     *
     * @param photo name of the photo in this walkthrough
     * @param session the other walkthrough
     * @param distance how many of 64 bits of their looks differ; -1 if they are the same file
     */
    record Sighting(String photo, String session, int distance) {
    }
}
