package cn.tiyan.issue.evidence;

import cn.tiyan.platform.lettering.Lettering;
import java.awt.geom.AffineTransform;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.util.Matrix;

/** A PDF on disk. What it holds is kept in temporary files, not in memory. */
final class PdfPages implements AutoCloseable {

    private static final int MOST_PAGES = 1000;
    private static final double SLANT = Math.toRadians(28);
    private static final float INK = 0.35f;
    private static final float STRENGTH = 0.3f;

    private final PDDocument document;

    private PdfPages(PDDocument document) {
        this.document = document;
    }

    /** @throws org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException if it opens only with a password */
    static PdfPages open(Path file) throws IOException {
        return new PdfPages(WaryPdfParser.parse(new RandomAccessReadBufferedFile(file)));
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    /** Whether it has pages, and not so many that marking them takes minutes. */
    boolean bearable() {
        int pages = document.getNumberOfPages();
        return pages > 0 && pages <= MOST_PAGES;
    }

    /**
     * Draws the mark over every page, as text. A signature in the document no longer fits it then: it is checked on the original.
     * Pages of one size share one drawing, and it has only the letters it needs of the fonts.
     */
    void mark(Watermark mark, Lettering lettering, Path to) throws IOException {
        Map<TrueTypeFont, PDFont> fonts = new HashMap<>();
        for (String line : mark.lines()) {
            for (Lettering.Run run : lettering.runs(line)) {
                if (!fonts.containsKey(run.font())) {
                    fonts.put(run.font(), PDType0Font.load(document, run.font(), true));
                }
            }
        }
        Map<String, PDFormXObject> drawings = new HashMap<>();
        for (PDPage page : document.getPages()) {
            PDRectangle area = page.getCropBox();
            String size = Math.round(area.getWidth()) + " " + Math.round(area.getHeight());
            PDFormXObject drawing = drawings.get(size);
            if (drawing == null) {
                drawing = drawing(mark, lettering, fonts, area.getWidth(), area.getHeight());
                drawings.put(size, drawing);
            }
            try (var content = new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
                content.transform(Matrix.getTranslateInstance(area.getLowerLeftX(), area.getLowerLeftY()));
                content.drawForm(drawing);
            }
        }
        document.setAllSecurityToBeRemoved(true);
        try (var out = new BufferedOutputStream(Files.newOutputStream(to))) {
            document.save(out);
        }
    }

    private PDFormXObject drawing(Watermark mark, Lettering lettering, Map<TrueTypeFont, PDFont> fonts, float width, float height)
            throws IOException {
        double size = Math.clamp(Math.hypot(width, height) / 60, 6, 120);
        double widest = 0;
        for (String line : mark.lines()) {
            widest = Math.max(widest, lettering.width(line) * size);
        }
        // A form of this kind is one that the library lets draw with fonts it cuts down to what is used.
        var drawing = new PDAppearanceStream(document);
        drawing.setBBox(new PDRectangle(width, height));
        drawing.setResources(new PDResources());
        var faint = new PDExtendedGraphicsState();
        faint.setNonStrokingAlphaConstant(STRENGTH);
        OutputStream packed = drawing.getContentStream().createOutputStream(COSName.FLATE_DECODE);
        try (var content = new PDPageContentStream(document, drawing, packed)) {
            content.setGraphicsStateParameters(faint);
            content.setNonStrokingColor(INK, INK, INK);
            List<AffineTransform> places = Tiling.over(width, height, widest, size, mark.lines().size(), SLANT).toList();
            for (AffineTransform place : places) {
                for (int line = 0; line < mark.lines().size(); line++) {
                    var there = new AffineTransform(place);
                    there.translate(0, -line * size * Tiling.LINE);
                    content.beginText();
                    content.setTextMatrix(new Matrix(there));
                    for (Lettering.Run run : lettering.runs(mark.lines().get(line))) {
                        content.setFont(fonts.get(run.font()), (float) size);
                        content.showText(run.text());
                    }
                    content.endText();
                }
            }
        }
        return drawing;
    }
}
