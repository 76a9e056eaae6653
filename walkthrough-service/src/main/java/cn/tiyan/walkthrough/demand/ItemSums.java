package cn.tiyan.walkthrough.demand;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was counted of one service item, or of all together, over the months asked about. */
public final class ItemSums {

    private final String item;
    private final long[] counts = new long[Tally.values().length];
    private @Nullable String name;
    private @Nullable String lastWalked;
    private @Nullable String catalogueName;

    ItemSums(String item) {
        this.item = item;
    }

    void add(Tally tally, long count) {
        counts[tally.ordinal()] += count;
    }

    void named(String name) {
        this.name = name;
    }

    void lastWalked(String day) {
        if (lastWalked == null || lastWalked.compareTo(day) < 0) {
            lastWalked = day;
        }
    }

    void namedByCatalogue(String name) {
        this.catalogueName = name;
    }

    /** Whether the catalogue has it. */
    public boolean listed() {
        return of(Tally.LISTED) > 0;
    }

    /** Code of the service item. */
    public String item() {
        return item;
    }

    /** Its name by the catalogue, or as it was last heard; its code where none was. */
    public String name() {
        String listedAs = listed() ? catalogueName : null;
        return listedAs != null ? listedAs : name != null ? name : item;
    }

    /** One of the sums. */
    public long of(Tally tally) {
        return counts[tally.ordinal()];
    }

    /** The day of the last walk, in the months asked about or not. */
    public Optional<LocalDate> lastWalked() {
        return Optional.ofNullable(lastWalked).map(LocalDate::parse);
    }

    /** Bad feedback among all. */
    public Share bad(DemandSettings settings) {
        return Share.of(of(Tally.BAD), of(Tally.FEEDBACK), settings.enoughFeedback());
    }

    /** Bad ratings among ratings. */
    public Share badRatings(DemandSettings settings) {
        return Share.of(of(Tally.BAD_RATINGS), of(Tally.RATINGS), settings.enoughFeedback());
    }

    /** Walkthroughs and experiencers' trials with findings among all of them. */
    public Share withFindings(DemandSettings settings) {
        return Share.of(of(Tally.SESSIONS_WITH_FINDINGS) + of(Tally.TRIED_WITH_FINDINGS), of(Tally.SESSIONS) + of(Tally.TRIED), settings.enoughWalkthroughs());
    }

    /** Whether anything was counted in the months asked about. */
    public boolean counted() {
        return of(Tally.FEEDBACK) > 0 || of(Tally.SESSIONS) > 0 || of(Tally.TRIED) > 0 || of(Tally.WITHDRAWN) > 0;
    }
}
