package cn.tiyan.platform.paper;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a paper consists of, from top to bottom. */
sealed interface Block {

    /**
     * Words in one style.
     *
     * @param text without line breaks
     */
    record Span(String text, Style style) {
    }

    /** Where the lines of a paragraph stand. */
    enum Alignment {
        /** To the left and right margin; the last line to the left one. */
        JUSTIFIED,
        LEFT,
        CENTRE,
        RIGHT
    }

    /**
     * A paragraph.
     *
     * @param left space at the left of every line, in letters of 三号
     * @param first further space at the left of the first line; less than 0 where the others are further in
     * @param right space at the right of every line
     * @param level 1 to 3 for headings, 0 for anything else; a heading is never the last line of a page
     */
    record Paragraph(Alignment alignment, double left, double first, double right, int level, List<Span> spans) implements Block {

        String text() {
            return String.join("", spans.stream().map(Span::text).toList());
        }
    }

    /**
     * A table with its head repeated on every page.
     *
     * @param caption above it
     * @param widths of the columns, as shares; as many as head and each row have cells
     * @param note below it
     */
    record Table(@Nullable String caption, List<String> head, double[] widths, List<List<String>> rows, @Nullable String note) implements Block {

        private static final int SHORT = 20;

        /** Wide tables are in smaller letters. */
        boolean wide() {
            return head.size() > 5;
        }

        /** Whether a column's cells stand in its middle: figures and words do, sentences do not, nor what names the row. */
        boolean centred(int column) {
            return column > 0 && rows.stream().allMatch(row -> row.get(column).length() <= SHORT);
        }
    }

    /**
     * A picture.
     *
     * @param image PNG or JPEG
     * @param width in points, at most as wide as the text
     * @param height in points
     * @param caption below it
     */
    record Picture(byte[] image, double width, double height, String caption) implements Block {

        boolean jpeg() {
            return image.length > 1 && (image[0] & 0xff) == 0xff && (image[1] & 0xff) == 0xd8;
        }
    }

    /** 另面编排: what follows begins on a new page. */
    record NewPage() implements Block {
    }
}
