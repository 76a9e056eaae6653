package cn.tiyan.platform.workbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row with something in it.
 *
 * @param number as people see it: the topmost row is 1
 * @param cells from the left; empty ones among them
 */
public record WorkbookLine(int number, List<Cell> cells) {

    /** What is in a cell. */
    public enum Kind {
        /** A text, or nothing. */
        TEXT,
        /** A number, which may mean a day. */
        NUMBER,
        /** A number of more digits than a workbook keeps: the last of them are made up. */
        INEXACT,
        /** Something computed; it is not. */
        FORMULA
    }

    /**
     * A cell.
     *
     * @param text as it would be written down, without space around it; empty for nothing, and for a formula
     * @param day what the number means as a day, such as 2026-11-28; null where it can be none
     */
    public record Cell(Kind kind, String text, @Nullable String day) {

        static final Cell EMPTY = new Cell(Kind.TEXT, "", null);
    }
}
