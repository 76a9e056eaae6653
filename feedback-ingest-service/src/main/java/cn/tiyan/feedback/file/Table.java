package cn.tiyan.feedback.file;

import java.util.List;

/** A table that is read line by line, from the top, once. */
interface Table extends AutoCloseable {

    /**
     * A line with something in it.
     *
     * @param number as the clerk sees it; the headings are line 1
     */
    record Line(int number, List<Cell> cells) {
    }

    /**
     * The next line; null after the last.
     *
     * @throws cn.tiyan.platform.refusal.Refusal malformed or too large
     */
    @org.jspecify.annotations.Nullable Line next();

    @Override
    void close();
}
