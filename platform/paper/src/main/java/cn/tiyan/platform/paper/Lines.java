package cn.tiyan.platform.paper;

import cn.tiyan.platform.lettering.Lettering;
import cn.tiyan.platform.paper.Block.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines as Chinese is set: between any two letters, but not within a Latin word or a number, and with no closing sign
 * at the head of a line and no opening one at its foot.
 */
final class Lines {

    private static final String NEVER_FIRST = "，。、；：？！）》】〉」』”’…—％%‰·,.;:?!)]}〕";
    private static final String NEVER_LAST = "（《【〈「『“‘([{〔";

    private final Lettering plain;
    private final Lettering serifs;

    Lines(Lettering plain, Lettering serifs) {
        this.plain = plain;
        this.serifs = serifs;
    }

    /**
     * What is never taken apart.
     *
     * @param text a letter, a Latin word, a number
     * @param width in points
     */
    record Atom(String text, Style style, double width) {

        private boolean neverFirst() {
            return NEVER_FIRST.indexOf(text.codePointAt(0)) >= 0;
        }

        private boolean neverLast() {
            return NEVER_LAST.indexOf(text.codePointAt(text.length() - 1)) >= 0;
        }

        private boolean blank() {
            return text.isBlank();
        }
    }

    /**
     * A line.
     *
     * @param last whether its paragraph ends with it
     */
    record Line(List<Atom> atoms, boolean last) {

        double width() {
            return atoms.stream().mapToDouble(Atom::width).sum();
        }
    }

    Lettering lettering(Style style) {
        return style.plain() ? plain : serifs;
    }

    /** Letters of 三号 stand a little closer than they are wide, so that 28 of them fill a line. */
    static double tighter(Style style) {
        return style.size() == Style.TEXT.size() ? Page.TIGHTER : 0;
    }

    /**
     * The lines of a paragraph; at least one.
     *
     * @param first width of the first line
     * @param others width of all others
     */
    List<Line> broken(List<Span> spans, double first, double others) throws IOException {
        List<Atom> atoms = new ArrayList<>();
        for (Span span : spans) {
            take(span, Math.min(first, others), atoms);
        }
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < atoms.size()) {
            int to = end(atoms, from, lines.isEmpty() ? first : others);
            List<Atom> line = new ArrayList<>(atoms.subList(from, to));
            boolean last = to == atoms.size();
            while (!last && line.size() > 1 && line.getLast().blank()) {
                line.removeLast();
            }
            lines.add(new Line(line, last));
            from = to;
            while (from < atoms.size() && atoms.get(from).blank()) {
                from++;
            }
        }
        return lines.isEmpty() ? List.of(new Line(List.of(), true)) : lines;
    }

    private static int end(List<Atom> atoms, int from, double width) {
        double used = 0;
        int to = from;
        // What is hardly seen does not make a line too long.
        while (to < atoms.size() && (to == from || used + atoms.get(to).width() <= width + 0.05 || atoms.get(to).blank())) {
            used += atoms.get(to).width();
            to++;
        }
        if (to == atoms.size()) {
            return to;
        }
        int kept = to;
        while (kept > from && (atoms.get(kept).neverFirst() || atoms.get(kept - 1).neverLast())) {
            kept--;
        }
        // A line of nothing but signs is broken anywhere.
        return kept == from ? to : kept;
    }

    private void take(Span span, double narrowest, List<Atom> atoms) throws IOException {
        String text = span.text().replace('\t', ' ');
        int at = 0;
        while (at < text.length()) {
            int end = at + Character.charCount(text.codePointAt(at));
            if (isWord(text.codePointAt(at))) {
                while (end < text.length() && isWord(text.codePointAt(end))) {
                    end += Character.charCount(text.codePointAt(end));
                }
            }
            String word = text.substring(at, end);
            Atom atom = atom(word, span.style());
            if (atom.width() <= narrowest) {
                atoms.add(atom);
            } else {
                for (int letter : word.codePoints().toArray()) {
                    atoms.add(atom(Character.toString(letter), span.style()));
                }
            }
            at = end;
        }
    }

    private Atom atom(String text, Style style) throws IOException {
        return new Atom(text, style, lettering(style).width(text) * style.size() - tighter(style) * text.codePointCount(0, text.length()));
    }

    private static boolean isWord(int letter) {
        return letter < 0x250 && (Character.isLetterOrDigit(letter) || letter == '.' || letter == '-' || letter == '/' || letter == '%' || letter == '_');
    }
}
