package cn.tiyan.feedback.intake;

import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.privacy.PersonalCipher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Receipt numbers: {@code rcp_}, 26 characters, a tag of the sender, and a mark of this platform. The mark tells a receipt that
 * waits to be processed from one that was never given, without a write for every push; the tag tells whose it is.
 *
 * <p>The receipts of a batch can be told from the batch's own: {@code bat_}, 26 characters, how many items were taken and how many
 * refused, tag and mark.
 */
@Component
public class Receipts {

    private static final String PREFIX = "rcp";
    private static final String BATCH = "bat";
    private static final int TAG = 8;
    private static final int MARK = 20;
    private static final Pattern BATCH_FORM = Pattern.compile("bat_([0-9a-z]{26})_([0-9]{1,6})_([0-9]{1,6})_");

    private final PersonalCipher cipher;
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    Receipts(PersonalCipher cipher) {
        this.cipher = cipher;
    }

    String next(String sender) {
        return marked(Ids.next(PREFIX) + "_" + tag(sender));
    }

    Batch batch(String sender) {
        return new Batch(Ids.next(BATCH).substring(BATCH.length() + 1), tag(sender));
    }

    /** The receipts of one batch, as it is taken in. Not for use by several threads. */
    final class Batch {

        private final String id;
        private final String tag;
        private int taken;

        private Batch(String id, String tag) {
            this.id = id;
            this.tag = tag;
        }

        /** The next item's. */
        String next() {
            return item(id, taken++, tag);
        }

        /** The batch's own, once it is all taken. */
        String close(int refused) {
            return marked(BATCH + "_" + id + "_" + taken + "_" + refused + "_" + tag);
        }
    }

    private String item(String batch, int number, String tag) {
        return marked(PREFIX + "_" + batch + "_" + number + "_" + tag);
    }

    /**
     * What a batch's receipt tells.
     *
     * @param items receipts of the items that were taken, in their order
     * @param refused how many were not
     */
    public record Contents(List<String> items, int refused) {
    }

    /** What the receipt of a batch that this platform gave tells; empty for any other text. */
    public Optional<Contents> contents(String receipt) {
        if (!isOurs(receipt) || !isBatch(receipt)) {
            return Optional.empty();
        }
        int end = receipt.length() - TAG - MARK;
        Matcher batch = BATCH_FORM.matcher(receipt.substring(0, end));
        String tag = receipt.substring(end, end + TAG);
        return batch.matches() ? Optional.of(new Contents(
                IntStream.range(0, Integer.parseInt(batch.group(2))).mapToObj(number -> item(batch.group(1), number, tag)).toList(),
                Integer.parseInt(batch.group(3)))) : Optional.empty();
    }

    /** Whether this is the receipt of a batch, by its form. */
    public static boolean isBatch(String receipt) {
        return receipt.startsWith(BATCH + "_");
    }

    /** Whether this platform gave that receipt; one is only given once its push is kept. */
    public boolean isOurs(String receipt) {
        int end = receipt.length() - MARK;
        return end > PREFIX.length() && receipt.substring(end).equals(mark(receipt.substring(0, end)));
    }

    /** Whether this platform gave that receipt, and to this sender. */
    public boolean isOf(String receipt, String sender) {
        int end = receipt.length() - MARK;
        return isOurs(receipt) && end > TAG && receipt.startsWith(tag(sender), end - TAG);
    }

    private String marked(String id) {
        return id + mark(id);
    }

    private String tag(String sender) {
        return tags.computeIfAbsent(sender, id -> cipher.mark("receipt-of", id).substring(0, TAG));
    }

    private String mark(String id) {
        return cipher.mark("receipt", id).substring(0, MARK);
    }
}
