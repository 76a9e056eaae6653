package cn.tiyan.platform.paper;

/** The page of GB/T 9704-2012, 5.2: A4, of which 156 mm × 225 mm are for the text. All in points. */
final class Page {

    static final double PAPER_WIDTH = millimetres(210);
    static final double PAPER_HEIGHT = millimetres(297);
    static final double TOP = millimetres(37);
    static final double BOTTOM = millimetres(35);
    static final double LEFT = millimetres(28);
    static final double RIGHT = millimetres(26);
    /** Of a line of text. */
    static final double WIDTH = PAPER_WIDTH - LEFT - RIGHT;
    /** From line to line: 22 of them to a page. */
    static final double LINE = 28.95;
    /** From letter to letter: 28 of 三号 to a line, a little closer than they are wide. */
    static final double LETTER = WIDTH / Paper.LETTERS;
    /** How much closer than its size a letter of 三号 stands. */
    static final double TIGHTER = 16 - LETTER;
    /** 7 mm below the text the dashes of the page number. */
    static final double NUMBER_BELOW = millimetres(7);

    private Page() {
    }

    private static double millimetres(double length) {
        return length * 72 / 25.4;
    }

    /** In twentieths of a point, as docx has it. */
    static long twips(double points) {
        return Math.round(points * 20);
    }
}
