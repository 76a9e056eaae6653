package cn.tiyan.faults;

import cn.tiyan.faults.Item.Matter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;

/** What senders know of what they pushed. Safe for use by many threads. */
final class Ledger {

    /** Why a sender does not know whether what it pushed is kept. */
    enum Open {
        ONE_REFUSED("503 to one push"), BATCH_REFUSED("503 to a batch"), CUT_OFF("no answer"), UNCONFIRMED("not confirmed by Kafka");

        private final String words;

        Open(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What is known of one snapshot. */
    static final class Fate {

        private final boolean calls;
        private final Set<Open> open = EnumSet.noneOf(Open.class);
        private boolean acknowledged;

        private Fate(boolean calls) {
            this.calls = calls;
        }

        boolean acknowledged() {
            return acknowledged;
        }

        boolean calls() {
            return calls;
        }

        /** Why it was open, as often as it was pushed. */
        Set<Open> open() {
            return open;
        }
    }

    /**
     * A receipt that was given.
     *
     * @param by whom it was given to
     * @param id its number
     * @param keys what it is about, in order
     */
    record Receipt(Item.Sender by, String id, List<String> keys) {
    }

    private final Map<Matter, TreeMap<Integer, Fate>> matters = new ConcurrentHashMap<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();
    private final Map<String, String> wrong = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Receipt> receipts = new ConcurrentLinkedQueue<>();

    void acknowledged(Item item) {
        matters.compute(item.matter(), (_, known) -> {
            var fates = known == null ? new TreeMap<Integer, Fate>() : known;
            fates.computeIfAbsent(item.version(), _ -> new Fate(item.calls())).acknowledged = true;
            return fates;
        });
    }

    void open(Item item, Open why) {
        matters.compute(item.matter(), (_, known) -> {
            var fates = known == null ? new TreeMap<Integer, Fate>() : known;
            fates.computeIfAbsent(item.version(), _ -> new Fate(item.calls())).open.add(why);
            return fates;
        });
    }

    void receipt(Receipt receipt) {
        receipts.add(receipt);
    }

    /** This was pushed although it is not good, and must be nowhere. */
    void bad(String key) {
        refused.add(key);
    }

    /** An answer that nobody should get. */
    void wrong(String what, String answer) {
        wrong.putIfAbsent(what, answer);
    }

    /** All that was pushed, by version. To be read when nobody writes any more. */
    Map<Matter, TreeMap<Integer, Fate>> matters() {
        return matters;
    }

    Set<String> bad() {
        return refused;
    }

    Map<String, String> wrong() {
        return wrong;
    }

    List<Receipt> receipts() {
        return List.copyOf(receipts);
    }
}
