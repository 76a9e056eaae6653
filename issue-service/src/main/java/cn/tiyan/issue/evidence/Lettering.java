package cn.tiyan.issue.evidence;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The letters of marks. A container has no font, and none that a machine happens to have is sure to know Chinese; so the fonts
 * come along: one for Han characters (27,484 of them), one for Latin letters and digits. What neither knows becomes 〓.
 */
final class Lettering {

    private static final String HAN = "DroidSansFallbackFull.ttf";
    private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final int UNKNOWN = '〓';

    private final TrueTypeFont han;
    private final TrueTypeFont latin;

    private Lettering(TrueTypeFont han, TrueTypeFont latin) {
        this.han = han;
        this.latin = latin;
    }

    /** Reads both fonts. */
    static Lettering load() throws IOException {
        return new Lettering(font(Lettering.class, HAN), font(PDDocument.class, LATIN));
    }

    private static TrueTypeFont font(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No font " + name);
            }
            return new TTFParser().parse(new RandomAccessReadBuffer(in));
        }
    }

    /**
     * A part of a line.
     *
     * @param font that has all of it
     */
    record Run(TrueTypeFont font, String text) {
    }

    /** The line in parts, each in one font. */
    List<Run> runs(String line) throws IOException {
        var runs = new ArrayList<Run>();
        for (int letter : line.codePoints().toArray()) {
            TrueTypeFont font = knows(latin, letter) ? latin : han;
            String shown = Character.toString(knows(font, letter) ? letter : UNKNOWN);
            if (!runs.isEmpty() && runs.getLast().font() == font) {
                shown = runs.removeLast().text() + shown;
            }
            runs.add(new Run(font, shown));
        }
        return runs;
    }

    private static boolean knows(TrueTypeFont font, int letter) throws IOException {
        return font.getUnicodeCmapLookup().getGlyphId(letter) != 0;
    }

    /** The width of a line, in heights of its letters. */
    double width(String line) throws IOException {
        double width = 0;
        for (Run run : runs(line)) {
            for (int letter : run.text().codePoints().toArray()) {
                width += advance(run.font(), letter);
            }
        }
        return width;
    }

    private static double advance(TrueTypeFont font, int letter) throws IOException {
        return font.getAdvanceWidth(font.getUnicodeCmapLookup().getGlyphId(letter)) / (double) font.getUnitsPerEm();
    }

    /** The letters' outlines; y grows downwards, the line's foot begins at the origin. */
    Shape outline(String line, double size) throws IOException {
        var outline = new Path2D.Double();
        double at = 0;
        for (Run run : runs(line)) {
            double scale = size / run.font().getUnitsPerEm();
            for (int letter : run.text().codePoints().toArray()) {
                GlyphData glyph = run.font().getGlyph().getGlyph(run.font().getUnicodeCmapLookup().getGlyphId(letter));
                if (glyph != null) {
                    outline.append(new AffineTransform(scale, 0, 0, -scale, at, 0).createTransformedShape(glyph.getPath()), false);
                }
                at += advance(run.font(), letter) * size;
            }
        }
        return outline;
    }
}
