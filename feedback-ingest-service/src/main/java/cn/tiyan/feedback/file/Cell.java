package cn.tiyan.feedback.file;

import org.jspecify.annotations.Nullable;

/**
 * What is in one cell.
 *
 * @param text as it would be written down; empty for nothing
 * @param time the same as a date and time, where it is a number that may be one
 * @param formula whether it is computed
 */
record Cell(String text, @Nullable String time, boolean formula) {

    static Cell of(String text) {
        return new Cell(text.strip(), null, false);
    }
}
