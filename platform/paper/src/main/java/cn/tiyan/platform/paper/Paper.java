package cn.tiyan.platform.paper;

import cn.tiyan.platform.paper.Block.Alignment;
import cn.tiyan.platform.paper.Block.Paragraph;
import cn.tiyan.platform.paper.Block.Picture;
import cn.tiyan.platform.paper.Block.Span;
import cn.tiyan.platform.paper.Block.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/**
 * A document as GB/T 9704-2012 wants official ones to look, written by {@link Docx} and by {@link Pdf}: A4 with its margins, 22 lines of
 * 28 letters to a page, title, recipient, headings 一、（一）1.（1）, signature, annexes. Say it in the order in which it is read.
 */
public final class Paper {

    /** Letters of 三号 in a line. */
    static final int LETTERS = 28;
    private static final int INDENT = 2;
    private static final int LONGEST_HEAD = 60;
    /** Letters of 五号 beside one another in a table. */
    private static final double LETTERS_OF_TABLE = 42;
    private static final double WIDEST_WISH = 24;
    /** Room beside what stands in a cell. */
    private static final double BESIDE = 0.7;
    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]+");
    private static final String SENTENCE_END = "。";
    private static final Pattern SECOND = Pattern.compile("[（(][一二三四五六七八九十]{1,3}[）)].*");
    private static final Pattern THIRD = Pattern.compile("\\d{1,2}[.．、](?!\\d).*");

    private final String title;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> attachments = new ArrayList<>();
    private int headings;
    private int subheadings;
    private int annexes;
    private String author = "";

    /** @param title 标题; more than one line of it where it has line breaks */
    public Paper(String title) {
        this(title, null);
    }

    /**
     * @param title 标题; more than one line of it where it has line breaks
     * @param number 发文字号, where it has one
     */
    public Paper(String title, @Nullable String number) {
        this.title = title.replace("\n", "");
        if (number != null) {
            centred(number, Style.TEXT);
            blank();
        }
        title.lines().forEach(line -> centred(line, Style.TITLE));
        blank();
    }

    /** 主送机关. */
    public void recipient(String name) {
        add(Alignment.LEFT, 0, 0, 0, 0, new Span(name + "：", Style.TEXT));
    }

    /** 一、 */
    public void heading(String text) {
        add(Alignment.JUSTIFIED, 0, INDENT, 0, 1, new Span(ChineseNumber.of(++headings) + "、" + text, Style.HEADING));
        subheadings = 0;
    }

    /** （一） */
    public void subheading(String text) {
        add(Alignment.JUSTIFIED, 0, INDENT, 0, 2, new Span("（" + ChineseNumber.of(++subheadings) + "）" + text, Style.SUBHEADING));
    }

    /** 正文: one paragraph for each line of the text. */
    public void text(String text) {
        text.lines().filter(line -> !line.isBlank()).forEach(line -> add(Alignment.JUSTIFIED, 0, INDENT, 0, 0, new Span(line, Style.TEXT)));
    }

    /**
     * 正文 that somebody wrote, with numbers of their own: a line that begins with （一） is in 楷体, one that begins with 1. in bold, each up
     * to the first sentence's end where there is more.
     */
    public void written(String text) {
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            if (SECOND.matcher(line).matches()) {
                led(line, Style.SUBHEADING, 2);
            } else if (THIRD.matcher(line).matches()) {
                led(line, Style.STRONG, 3);
            } else {
                add(Alignment.JUSTIFIED, 0, INDENT, 0, 0, new Span(line, Style.TEXT));
            }
        });
    }

    private void led(String line, Style style, int level) {
        int end = line.indexOf(SENTENCE_END) + 1;
        boolean head = end == 0 ? line.length() <= LONGEST_HEAD : end <= LONGEST_HEAD;
        if (!head) {
            add(Alignment.JUSTIFIED, 0, INDENT, 0, 0, new Span(line, Style.TEXT));
        } else if (end == 0 || end == line.length()) {
            add(Alignment.JUSTIFIED, 0, INDENT, 0, level, new Span(line, style));
        } else {
            add(Alignment.JUSTIFIED, 0, INDENT, 0, 0, new Span(line.substring(0, end), style), new Span(line.substring(end), Style.TEXT));
        }
    }

    /** A table whose columns are as wide as what stands in them asks for. */
    public void table(List<String> head, List<List<String>> rows) {
        table(null, head, rows, null);
    }

    /**
     * A table.
     *
     * @param caption above it
     * @param rows each with as many cells as the head
     * @param note below it
     */
    public void table(@Nullable String caption, List<String> head, List<List<String>> rows, @Nullable String note) {
        blocks.add(new Table(caption, List.copyOf(head), widths(head, rows), rows.stream().map(List::copyOf).toList(), note));
    }

    /** First what each column needs for its longest number or word, then what is left to those that could do with more. */
    private static double[] widths(List<String> head, List<List<String>> rows) {
        double[] least = new double[head.size()];
        double[] wished = new double[head.size()];
        for (int column = 0; column < least.length; column++) {
            // What names a row is broken last.
            double together = column == 0 ? 5 : 4;
            least[column] = Math.max(longestWord(head.get(column)), Math.min(together, letters(head.get(column))));
            double longest = Math.min(8, letters(head.get(column)));
            for (List<String> row : rows) {
                least[column] = Math.max(least[column], Math.max(longestWord(row.get(column)), column == 0 ? Math.min(together, letters(row.get(column))) : 0));
                longest = Math.max(longest, 1.2 * letters(row.get(column)));
            }
            least[column] += BESIDE;
            wished[column] = Math.max(least[column], Math.min(longest + BESIDE, WIDEST_WISH));
        }
        double left = LETTERS_OF_TABLE - Arrays.stream(least).sum();
        double more = Arrays.stream(wished).sum() - Arrays.stream(least).sum();
        double share = left <= 0 || more == 0 ? 0 : left / more;
        double[] widths = new double[least.length];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = least[column] + share * (wished[column] - least[column]);
        }
        double all = Arrays.stream(widths).sum();
        return Arrays.stream(widths).map(width -> width / all).toArray();
    }

    /** Of what is not broken, digits being somewhat wider than half a letter. */
    private static double longestWord(String text) {
        return Math.min(WIDEST_WISH, WORD.matcher(text).results().mapToInt(word -> word.group().length()).max().orElse(1) * 0.6);
    }

    /**
     * A picture in the middle, with what is written under it.
     *
     * @param image PNG or JPEG
     * @param most how wide it may be, in points
     * @param highest how high it may be, in points
     */
    public void picture(byte[] image, String caption, double most, double highest) throws IOException {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(image))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in);
                double ratio = (double) reader.getHeight(0) / reader.getWidth(0);
                double width = Math.min(Math.min(most, Page.WIDTH), highest / ratio);
                blocks.add(new Picture(image, width, width * ratio, caption));
            } finally {
                reader.dispose();
            }
        }
    }

    /** 附件: named in the note below the text. Say it before the signature. */
    public void attachment(String name) {
        attachments.add(name);
    }

    /** 附件说明, 发文机关署名 and 成文日期 (7.3.5.2: without a seal, the date's head two letters behind that of the name). */
    public void signature(String unit, String day) {
        author = unit;
        if (!attachments.isEmpty()) {
            blank();
            boolean several = attachments.size() > 1;
            for (int at = 0; at < attachments.size(); at++) {
                String head = (at == 0 ? "附件：" : "") + (several ? at + 1 + ". " : "");
                double hang = 3 + (several ? letters(at + 1 + ". ") : 0);
                add(Alignment.LEFT, INDENT + hang, -letters(head), 0, 0, new Span(head + attachments.get(at), Style.TEXT));
            }
        }
        blank();
        blank();
        double name = letters(unit);
        double date = letters(day);
        boolean shorter = name - date < INDENT;
        double dateRight = shorter ? INDENT : name - date;
        double nameRight = shorter ? Math.max(INDENT, dateRight + date + INDENT - name) : INDENT;
        add(Alignment.RIGHT, 0, 0, nameRight, 0, new Span(unit, Style.TEXT));
        add(Alignment.RIGHT, 0, 0, dateRight, 0, new Span(day, Style.TEXT));
    }

    /** 附件: on a new page, its number at the upper left, its title on the third line. */
    public void annex(String name) {
        blocks.add(new Block.NewPage());
        annexes++;
        add(Alignment.LEFT, 0, 0, 0, 0, new Span("附件" + (attachments.size() > 1 ? annexes : ""), Style.HEADING));
        blank();
        centred(name, Style.TITLE);
        blank();
    }

    private void centred(String text, Style style) {
        add(Alignment.CENTRE, 0, 0, 0, 0, new Span(text, style));
    }

    private void blank() {
        blocks.add(new Paragraph(Alignment.LEFT, 0, 0, 0, 0, List.of()));
    }

    private void add(Alignment alignment, double left, double first, double right, int level, Span... spans) {
        blocks.add(new Paragraph(alignment, left, first, right, level, List.of(spans)));
    }

    /** How wide a text is, in Chinese letters: a Latin one is half as wide. */
    private static double letters(String text) {
        Matcher half = Pattern.compile("[\\x20-\\x7e]").matcher(text);
        return text.codePointCount(0, text.length()) - half.results().count() / 2.0;
    }

    /** Its title in one line. */
    public String title() {
        return title;
    }

    /** Who signs it; empty where nobody does. */
    String author() {
        return author;
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }
}
