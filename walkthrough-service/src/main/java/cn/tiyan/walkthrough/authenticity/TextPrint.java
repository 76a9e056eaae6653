package cn.tiyan.walkthrough.authenticity;

import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The words of a walkthrough so that similar ones are found quickly: a MinHash over character 5-grams, as Broder described it in 1997
 * ("On the resemblance and containment of documents"), and its bands for locality-sensitive hashing.
 *
 * <p>{@value #BANDS} bands of {@value #ROWS} rows find two texts with a likeness of 0.6 in 87, of 0.7 in 99 of a hundred cases, and hold
 * up one in a hundred of those with a likeness of 0.2. Punctuation, blanks, letter case and the value of numbers do not count.
 */
public final class TextPrint {

    private static final int BANDS = 25;
    private static final int ROWS = 5;
    private static final int ROUNDS = BANDS * ROWS;
    private static final int GRAM = 5;
    /** Never to be changed: what is stored was made with these. */
    private static final long[] FACTORS = new SplittableRandom(0x7469_7961_6eL).longs(ROUNDS).map(factor -> factor | 1).toArray();
    private static final Pattern NUMBER = Pattern.compile("\\p{N}+");
    private static final Pattern NEITHER_LETTER_NOR_NUMBER = Pattern.compile("[^\\p{L}0]");
    private static final int QUOTED_AT_LEAST = 10;
    private static final double QUOTED_SHARE = 0.8;

    /** In order, none twice. */
    private final long[] grams;
    private final int characters;
    /** Found when they are first asked for: a text that is only compared whole needs none. */
    private int @Nullable [] minima;

    private TextPrint(long[] grams, int characters) {
        this.grams = grams;
        this.characters = characters;
    }

    /**
     * @param passages what was written, each by itself
     * @param leaveOut phrases that everybody uses
     */
    public static TextPrint of(Collection<String> passages, Collection<String> leaveOut) {
        List<String> phrases = leaveOut.stream().map(TextPrint::plain).filter(phrase -> !phrase.isEmpty()).toList();
        LongStream.Builder grams = LongStream.builder();
        int characters = 0;
        for (String passage : passages) {
            String plain = plain(passage);
            for (String phrase : phrases) {
                // What stands around a phrase is not to grow together.
                plain = plain.replace(phrase, "\n");
            }
            for (String part : plain.split("\n")) {
                characters += part.codePointCount(0, part.length());
                addGrams(part, grams);
            }
        }
        return new TextPrint(inOrder(grams), characters);
    }

    /** Letters only, in one form and case; a number of any value is one sign. */
    private static String plain(String text) {
        String one = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NEITHER_LETTER_NOR_NUMBER.matcher(NUMBER.matcher(one).replaceAll("0")).replaceAll("");
    }

    private static void addGrams(String plain, LongConsumer grams) {
        int[] points = plain.codePoints().toArray();
        for (int i = 0; i + GRAM <= points.length; i++) {
            long hash = 0;
            for (int k = i; k < i + GRAM; k++) {
                hash = hash * 0x1_0000_01b3L + points[k];
            }
            grams.accept(mixed(hash));
        }
    }

    private static long[] inOrder(LongStream.Builder grams) {
        return grams.build().sorted().distinct().toArray();
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /** How many characters count. */
    public int characters() {
        return characters;
    }

    /** Whether there is anything to compare. */
    public boolean isEmpty() {
        return grams.length == 0;
    }

    /** {@value #ROUNDS} numbers of four bytes each: of how many two texts agree on says how alike they are. */
    public byte[] signature() {
        ByteBuffer bytes = ByteBuffer.allocate(ROUNDS * Integer.BYTES);
        Arrays.stream(minima()).forEach(bytes::putInt);
        return bytes.array();
    }

    private int[] minima() {
        int[] least = minima;
        if (least == null) {
            least = new int[ROUNDS];
            Arrays.fill(least, Integer.MAX_VALUE);
            for (long gram : grams) {
                for (int i = 0; i < ROUNDS; i++) {
                    least[i] = Math.min(least[i], (int) ((gram * FACTORS[i]) >>> 33));
                }
            }
            minima = least;
        }
        return least;
    }

    /** Texts that share one of these may be alike. */
    public List<Long> bands() {
        int[] least = minima();
        List<Long> bands = new ArrayList<>(BANDS);
        for (int band = 0; band < BANDS; band++) {
            long hash = band;
            for (int row = 0; row < ROWS; row++) {
                hash = mixed(hash * 31 + least[band * ROWS + row]);
            }
            bands.add(hash);
        }
        return bands;
    }

    /** How alike two texts are, by their signatures: 0 to 1, with a standard error of at most 0.045. */
    static double estimate(byte[] one, byte[] other) {
        ByteBuffer left = ByteBuffer.wrap(one);
        ByteBuffer right = ByteBuffer.wrap(other);
        int same = 0;
        for (int i = 0; i < ROUNDS; i++) {
            if (left.getInt() == right.getInt()) {
                same++;
            }
        }
        return (double) same / ROUNDS;
    }

    /** How alike they are: what share of all their 5-grams both have, 0 to 1. */
    public double likeness(TextPrint other) {
        if (isEmpty() || other.isEmpty()) {
            return 0;
        }
        long both = Arrays.stream(grams).filter(other::has).count();
        return (double) both / (grams.length + other.grams.length - both);
    }

    private boolean has(long gram) {
        return Arrays.binarySearch(grams, gram) >= 0;
    }

    /** The longest sentence of these passages that stands in this text, too, all but a few characters; empty if none does. */
    String longestSentence(Collection<String> passages) {
        String longest = "";
        for (String passage : passages) {
            for (String sentence : passage.split("[。！？；!?;\\n]")) {
                String stripped = sentence.strip();
                if (stripped.length() > longest.length() && holds(stripped)) {
                    longest = stripped;
                }
            }
        }
        return longest;
    }

    private boolean holds(String sentence) {
        LongStream.Builder grams = LongStream.builder();
        addGrams(plain(sentence), grams);
        long[] own = inOrder(grams);
        return own.length + GRAM - 1 >= QUOTED_AT_LEAST && Arrays.stream(own).filter(this::has).count() >= QUOTED_SHARE * own.length;
    }
}
