package cn.tiyan.platform.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final Pattern PAIR = Pattern.compile("(?<!\\p{IsIdeographic})\\p{IsIdeographic}{2}(?!\\p{IsIdeographic})");
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

    /**
     * What somebody looks for: of each of these lists, one word must occur. Two characters by themselves may be a part of a longer
     * word, as 公积 is of 公积金: what the analyser takes for two words of one character is then found as the pair as well.
     */
    public static List<List<String>> sought(String query) {
        Set<List<String>> sought = new LinkedHashSet<>();
        String rest = PAIR.matcher(query).replaceAll(pair -> {
            List<String> parts = of(pair.group());
            if (parts.size() < 2) {
                return pair.group();
            }
            parts.forEach(part -> sought.add(List.of(pair.group(), part)));
            return " ";
        });
        of(rest).forEach(word -> sought.add(List.of(word)));
        return List.copyOf(sought);
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
