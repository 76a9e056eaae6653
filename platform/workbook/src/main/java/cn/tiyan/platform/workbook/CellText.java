package cn.tiyan.platform.workbook;

/** What may stand in a cell of a workbook that is handed out. */
public final class CellText {

    /** What a cell can hold, in characters. */
    private static final int LONGEST = 32_767;

    private CellText() {
    }

    /** Without what XML cannot carry, and no longer than a cell can be. */
    public static String printable(String text) {
        var printable = new StringBuilder(text.length());
        text.codePoints().filter(CellText::mayStand).forEach(printable::appendCodePoint);
        return printable.length() <= LONGEST ? printable.toString() : printable.substring(0, LONGEST - 1) + "…";
    }

    private static boolean mayStand(int character) {
        return character == '\t' || character == '\n' || character >= ' ' && character < 0xd800 || character > 0xdfff && character < 0xfffe || character > 0xffff;
    }
}
