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
        TEXT(null),
        /** A number, which may mean a day. */
        NUMBER(null),
        /** A number of more digits than a workbook keeps: the last of them are made up. */
        INEXACT("数字位数过多，末几位已丢失，请将单元格设为文本格式后重新填写"),
        /** Something computed; it is not. */
        FORMULA("不能是公式，请改为公式的结果");

        private final @Nullable String fault;

        Kind(@Nullable String fault) {
            this.fault = fault;
        }

        /** Why it cannot be taken as it stands, and what to do; null where it can. */
        public @Nullable String fault() {
            return fault;
        }
    }

    /**
     * A cell.
     *
     * @param text as it would be written down, without space around it; empty for nothing
     * @param time what the number means as a time of a day, such as 2026-11-28 09:05:00; null where it can be none
     */
    public record Cell(Kind kind, String text, @Nullable String time) {

        static final Cell EMPTY = new Cell(Kind.TEXT, "", null);
        private static final int DAY = 10;

        /** The day of that time, such as 2026-11-28; null where it can be none. */
        public @Nullable String day() {
            return time == null ? null : time.substring(0, DAY);
        }
    }
}
