package cn.tiyan.platform.lettering;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Letters to draw or print. A container has no font, and none that a machine happens to have is sure to know Chinese; so the fonts
 * come along: one for Han characters without serifs (27,484 of them), one with serifs for the 6,763 of GB 2312 and for Latin, one
 * for Latin letters and digits without serifs. What none of them knows becomes 〓.
 */
public final class Lettering {

    private static final String HAN = "DroidSansFallbackFull.ttf";
    private static final String SERIF = "NotoSerifSC-Regular.ttf";
    private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final int UNKNOWN = '〓';

    private final List<TrueTypeFont> fonts;

    private Lettering(List<TrueTypeFont> fonts) {
        this.fonts = fonts;
    }

    /** 黑体: reads the fonts without serifs. */
    public static Lettering load() throws IOException {
        return new Lettering(List.of(font(PDDocument.class, LATIN), font(Lettering.class, HAN)));
    }

    /** Reads the font with serifs once: 宋体, and behind it this one, for the rare characters it lacks. */
    public Lettering withSerifs() throws IOException {
        return new Lettering(List.of(font(Lettering.class, SERIF), fonts.getLast(), fonts.getFirst()));
    }

    private static TrueTypeFont font(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No font " + name);
            }
            return new TTFParser().parse(new RandomAccessReadBuffer(in));
        }
    }

    /** 宋体 for who draws with Java's own letters, such as charts; read once. */
    public static Font drawn(float size) {
        return Drawn.FONT.deriveFont(size);
    }

    /** Read when first asked for, and only then: whoever never draws does without. */
    private static final class Drawn {

        private static final Font FONT = read();

        private static Font read() {
            try (InputStream in = Lettering.class.getResourceAsStream(SERIF)) {
                if (in == null) {
                    throw new IllegalStateException("No font " + SERIF);
                }
                return Font.createFont(Font.TRUETYPE_FONT, in);
            } catch (IOException | FontFormatException e) {
                throw new IllegalStateException("The font " + SERIF + " cannot be read", e);
            }
        }
    }

    /**
     * A part of a line.
     *
     * @param font that has all of it
     */
    public record Run(TrueTypeFont font, String text) {
    }

    /** The line in parts, each in one font. */
    public List<Run> runs(String line) throws IOException {
        var runs = new ArrayList<Run>();
        for (int letter : line.codePoints().toArray()) {
            TrueTypeFont font = fontFor(letter);
            String shown = Character.toString(letter);
            if (font == null) {
                font = fontFor(UNKNOWN);
                shown = Character.toString(UNKNOWN);
            }
            if (!runs.isEmpty() && runs.getLast().font() == font) {
                shown = runs.removeLast().text() + shown;
            }
            runs.add(new Run(Objects.requireNonNull(font), shown));
        }
        return runs;
    }

    private @Nullable TrueTypeFont fontFor(int letter) throws IOException {
        for (TrueTypeFont font : fonts) {
            if (font.getUnicodeCmapLookup().getGlyphId(letter) != 0) {
                return font;
            }
        }
        return null;
    }

    /** The width of a line, in heights of its letters. */
    public double width(String line) throws IOException {
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
    public Shape outline(String line, double size) throws IOException {
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
