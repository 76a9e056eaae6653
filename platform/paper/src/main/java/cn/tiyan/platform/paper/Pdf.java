package cn.tiyan.platform.paper;

import cn.tiyan.platform.lettering.Lettering;
import cn.tiyan.platform.paper.Block.Alignment;
import cn.tiyan.platform.paper.Block.Paragraph;
import cn.tiyan.platform.paper.Block.Picture;
import cn.tiyan.platform.paper.Block.Span;
import cn.tiyan.platform.paper.Block.Table;
import cn.tiyan.platform.paper.Lines.Atom;
import cn.tiyan.platform.paper.Lines.Line;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.jspecify.annotations.Nullable;

/**
 * Writes a paper as PDF. The fonts come along and only the letters that are used go into the file: 宋体 stands for 仿宋, 楷体 and 小标宋,
 * none of which is free to give away.
 */
public final class Pdf {

    /** From the top of a line to the feet of its letters: these are in its middle. */
    private static final double FOOT = 0.36;
    private static final double BOLDER = 0.025;
    private static final double WIDEST_GAP = 0.15;
    private static final double CELL_SIDE = 3;
    private static final double CELL_TOP = 2.5;
    private static final double CELL_LINE = 1.35;
    private static final double RULE = 0.5;
    private static final double GAP = 6;

    private final PDDocument document;
    private final Lines lines;
    private final Map<TrueTypeFont, PDFont> fonts = new HashMap<>();
    private @Nullable PDPageContentStream content;
    /** From the top of the text. */
    private double at;

    private Pdf(PDDocument document) throws IOException {
        this.document = document;
        Lettering plain = Lettering.load();
        this.lines = new Lines(plain, plain.withSerifs());
    }

    /** Writes it; the stream stays open. */
    public static void write(Paper paper, OutputStream to) throws IOException {
        try (var document = new PDDocument()) {
            var pdf = new Pdf(document);
            pdf.newPage();
            List<Block> blocks = paper.blocks();
            for (Block block : blocks) {
                switch (block) {
                    case Paragraph paragraph -> pdf.paragraph(paragraph);
                    case Table table -> pdf.table(table);
                    case Picture picture -> pdf.picture(picture);
                    case Block.NewPage _ -> pdf.newPage();
                }
            }
            pdf.endPage();
            pdf.pageNumbers();
            var about = document.getDocumentInformation();
            about.setTitle(paper.title());
            about.setAuthor(paper.author());
            document.getDocumentCatalog().setLanguage("zh-CN");
            document.save(to);
        }
    }

    private static double room() {
        return Page.PAPER_HEIGHT - Page.TOP - Page.BOTTOM;
    }

    private void newPage() throws IOException {
        endPage();
        var page = new PDPage(new PDRectangle((float) Page.PAPER_WIDTH, (float) Page.PAPER_HEIGHT));
        document.addPage(page);
        content = new PDPageContentStream(document, page);
        at = 0;
    }

    private void endPage() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    private PDPageContentStream content() {
        if (content == null) {
            throw new IllegalStateException("No page is begun");
        }
        return content;
    }

    private void need(double height) throws IOException {
        if (at > 0 && at + height > room() + 0.01) {
            newPage();
        }
    }

    private void paragraph(Paragraph paragraph) throws IOException {
        if (paragraph.spans().isEmpty()) {
            // Blank lines at the head of a page are nobody's intention; what is asked to begin a page has none.
            need(Page.LINE);
            at += Page.LINE;
            return;
        }
        double left = paragraph.left() * Page.LETTER;
        double right = paragraph.right() * Page.LETTER;
        double first = paragraph.first() * Page.LETTER;
        double width = Page.WIDTH - left - right;
        List<Line> broken = lines.broken(paragraph.spans(), width - first, width);
        if (paragraph.level() > 0) {
            need(Page.LINE * (broken.size() + 1));
        }
        for (int number = 0; number < broken.size(); number++) {
            need(Page.LINE);
            double indent = number == 0 ? first : 0;
            line(broken.get(number), paragraph.alignment(), Page.LEFT + left + indent, width - indent, at, Page.LINE);
            at += Page.LINE;
        }
    }

    /** Draws one line into a box of this place and size; down is from the top of the text. */
    private void line(Line line, Alignment alignment, double x, double width, double down, double height) throws IOException {
        double slack = width - line.width();
        double start = switch (alignment) {
            case JUSTIFIED, LEFT -> x;
            case CENTRE -> x + slack / 2;
            case RIGHT -> x + slack;
        };
        int gaps = line.atoms().size() - 1;
        double biggest = line.atoms().stream().mapToDouble(atom -> atom.style().size()).max().orElse(0);
        double each = alignment == Alignment.JUSTIFIED && !line.last() && gaps > 0 && slack > 0 ? slack / gaps : 0;
        if (each > biggest * WIDEST_GAP) {
            // Where a long number did not fit, a ragged end is read better than letters far apart.
            each = 0;
        }
        double foot = Page.PAPER_HEIGHT - Page.TOP - down - height / 2 - biggest * FOOT;
        var group = new StringBuilder();
        double from = start;
        Style style = null;
        for (Atom atom : line.atoms()) {
            // What stands closely together in one style is written at once.
            if (style != null && (atom.style() != style || each != 0)) {
                letters(group.toString(), style, from, foot);
                group.setLength(0);
            }
            if (group.isEmpty()) {
                from = start;
                style = atom.style();
            }
            group.append(atom.text());
            start += atom.width() + each;
        }
        if (style != null) {
            letters(group.toString(), style, from, foot);
        }
    }

    private void letters(String text, Style style, double x, double foot) throws IOException {
        PDPageContentStream page = content();
        page.beginText();
        page.newLineAtOffset((float) x, (float) foot);
        page.setCharacterSpacing((float) -Lines.tighter(style));
        boolean bolder = style.bold() || style == Style.TITLE;
        page.setRenderingMode(bolder ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        if (bolder) {
            page.setLineWidth((float) (style.size() * BOLDER));
        }
        for (Lettering.Run run : lines.lettering(style).runs(text)) {
            page.setFont(font(run.font()), (float) style.size());
            page.showText(run.text());
        }
        page.endText();
    }

    private PDFont font(TrueTypeFont font) throws IOException {
        PDFont known = fonts.get(font);
        if (known == null) {
            known = PDType0Font.load(document, font, true);
            fonts.put(font, known);
        }
        return known;
    }

    private void table(Table table) throws IOException {
        Style headStyle = table.wide() ? Style.TINY_HEADING : Style.SMALL_HEADING;
        Style style = table.wide() ? Style.TINY : Style.SMALL;
        List<List<Line>> head = cells(table, table.head(), headStyle);
        double headHeight = height(head, headStyle);
        double captionHeight = table.caption() == null ? 0 : Page.LINE;
        need(captionHeight + headHeight + 2 * style.size() * CELL_LINE);
        if (table.caption() != null) {
            line(lines.broken(List.of(new Span(table.caption(), Style.SMALL_HEADING)), Page.WIDTH, Page.WIDTH).getFirst(), Alignment.CENTRE, Page.LEFT, Page.WIDTH, at,
                    Page.LINE);
            at += Page.LINE;
        }
        row(table, head, headStyle, true);
        for (List<String> row : table.rows()) {
            List<List<Line>> cells = cells(table, row, style);
            double lineHeight = style.size() * CELL_LINE;
            int done = 0;
            int longest = cells.stream().mapToInt(List::size).max().orElse(1);
            while (done < longest) {
                int fitting = (int) ((room() - at - 2 * CELL_TOP) / lineHeight);
                // Split only what does not fit on any page.
                if (fitting < longest - done && (longest - done) * lineHeight + headHeight + 2 * CELL_TOP <= room() || fitting < 1) {
                    newPage();
                    row(table, head, headStyle, true);
                    fitting = (int) ((room() - at - 2 * CELL_TOP) / lineHeight);
                }
                int from = done;
                int to = Math.min(longest, done + fitting);
                row(table, cells.stream().map(cell -> cell.subList(Math.min(from, cell.size()), Math.min(to, cell.size()))).toList(), style, false);
                done = to;
            }
        }
        note(table.note());
    }

    private void note(@Nullable String note) throws IOException {
        at += GAP;
        if (note != null) {
            double height = Style.SMALL.size() * CELL_LINE;
            for (Line line : lines.broken(List.of(new Span(note, Style.SMALL)), Page.WIDTH, Page.WIDTH)) {
                need(height);
                line(line, Alignment.JUSTIFIED, Page.LEFT, Page.WIDTH, at, height);
                at += height;
            }
            at += GAP;
        }
    }

    private List<List<Line>> cells(Table table, List<String> cells, Style style) throws IOException {
        List<List<Line>> broken = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            double width = table.widths()[column] * Page.WIDTH - 2 * CELL_SIDE;
            List<Line> all = new ArrayList<>();
            for (String part : cells.get(column).split("\n", -1)) {
                all.addAll(lines.broken(List.of(new Span(part, style)), width, width));
            }
            broken.add(all);
        }
        return broken;
    }

    private static double height(List<List<Line>> cells, Style style) {
        return cells.stream().mapToInt(List::size).max().orElse(1) * style.size() * CELL_LINE + 2 * CELL_TOP;
    }

    private void row(Table table, List<List<Line>> cells, Style style, boolean head) throws IOException {
        double height = height(cells, style);
        double lineHeight = style.size() * CELL_LINE;
        PDPageContentStream page = content();
        double x = Page.LEFT;
        for (int column = 0; column < cells.size(); column++) {
            double width = table.widths()[column] * Page.WIDTH;
            page.setLineWidth((float) RULE);
            page.addRect((float) x, (float) (Page.PAPER_HEIGHT - Page.TOP - at - height), (float) width, (float) height);
            page.stroke();
            List<Line> cell = cells.get(column);
            double down = at + (height - cell.size() * lineHeight) / 2;
            Alignment alignment = head || table.centred(column) ? Alignment.CENTRE : Alignment.LEFT;
            for (Line line : cell) {
                line(line, alignment, x + CELL_SIDE, width - 2 * CELL_SIDE, down, lineHeight);
                down += lineHeight;
            }
            x += width;
        }
        at += height;
    }

    private void picture(Picture picture) throws IOException {
        double captionHeight = Style.SMALL.size() * CELL_LINE;
        need(picture.height() + captionHeight + 2 * GAP);
        PDImageXObject image = PDImageXObject.createFromByteArray(document, picture.image(), picture.caption());
        at += GAP;
        content().drawImage(image, (float) (Page.LEFT + (Page.WIDTH - picture.width()) / 2), (float) (Page.PAPER_HEIGHT - Page.TOP - at - picture.height()),
                (float) picture.width(), (float) picture.height());
        at += picture.height();
        for (Line line : lines.broken(List.of(new Span(picture.caption(), Style.SMALL)), Page.WIDTH, Page.WIDTH)) {
            line(line, Alignment.CENTRE, Page.LEFT, Page.WIDTH, at, captionHeight);
            at += captionHeight;
        }
        at += GAP;
    }

    /** — 1 —, at the outer side, one letter in, the dashes 7 mm below the text. */
    private void pageNumbers() throws IOException {
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            Line line = lines.broken(List.of(new Span("— " + number + " —", Style.NUMBER)), Page.WIDTH, Page.WIDTH).getFirst();
            content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true);
            double inset = Style.NUMBER.size();
            line(line, number % 2 == 1 ? Alignment.RIGHT : Alignment.LEFT, Page.LEFT + inset, Page.WIDTH - 2 * inset,
                    room() + Page.NUMBER_BELOW - Style.NUMBER.size() / 2, Style.NUMBER.size());
            endPage();
        }
    }
}
