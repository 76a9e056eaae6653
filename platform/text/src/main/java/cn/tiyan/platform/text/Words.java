package cn.tiyan.platform.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words of a text: Chinese ones as Lucene's SmartCN tells them apart, others by their stem, without punctuation. A Chinese word
 * of three characters or more brings each two of its neighbours with it, so that 停车 is found in 停车场.
 */
public final class Words {

    /** A text of 2000 characters has some 700 different words; what would be more is not writing. */
    private static final int MOST = 800;
    private static final int LONGEST = 40;
    private static final Analyzer ANALYZER = new SmartChineseAnalyzer();

    private Words() {
    }

    /** The different words of these texts, in the order in which they first occur. */
    public static List<String> of(String... texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            try (TokenStream tokens = ANALYZER.tokenStream("text", text)) {
                CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
                tokens.reset();
                while (tokens.incrementToken() && words.size() < MOST) {
                    if (word.length() <= LONGEST) {
                        add(word.toString(), words);
                    }
                }
                tokens.end();
            } catch (IOException e) {
                throw new UncheckedIOException("A text in memory cannot be read", e);
            }
        }
        return List.copyOf(words);
    }

    private static void add(String word, Set<String> words) {
        words.add(word);
        if (word.length() > 2 && word.codePoints().allMatch(Character::isIdeographic)) {
            for (int at = 0; at + 2 <= word.length(); at++) {
                words.add(word.substring(at, at + 2));
            }
        }
    }
}
