package cn.tiyan.platform.paper;

import cn.tiyan.platform.paper.Block.Paragraph;
import cn.tiyan.platform.paper.Block.Picture;
import cn.tiyan.platform.paper.Block.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowAlign;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTInd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;

/** Writes a paper as docx. Where a font is not installed on the reader's machine, the one named beside it is taken. */
public final class Docx {

    private static final String WESTERN = "Times New Roman";
    /** Units of a letter's width in which the grid says how much closer letters stand. */
    private static final int GRID_UNITS = 4096;

    private final XWPFDocument document;

    private Docx(XWPFDocument document) {
        this.document = document;
    }

    /** Writes it; the stream stays open. */
    public static void write(Paper paper, OutputStream to) throws IOException {
        try (var document = new XWPFDocument()) {
            var docx = new Docx(document);
            docx.fonts();
            docx.letters();
            docx.pageNumbers();
            docx.about(paper);
            boolean newPage = false;
            for (Block block : paper.blocks()) {
                switch (block) {
                    case Paragraph paragraph -> docx.paragraph(paragraph, newPage);
                    case Table table -> docx.table(table);
                    case Picture picture -> docx.picture(picture);
                    case Block.NewPage _ -> { }
                }
                newPage = block instanceof Block.NewPage;
            }
            docx.page();
            document.write(to);
        }
    }

    private void page() {
        // Its section is there already: the footers were the first to ask for it.
        CTSectPr section = document.getDocument().getBody().getSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(twips(Page.PAPER_WIDTH));
        size.setH(twips(Page.PAPER_HEIGHT));
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(twips(Page.TOP));
        margins.setBottom(twips(Page.BOTTOM));
        margins.setLeft(twips(Page.LEFT));
        margins.setRight(twips(Page.RIGHT));
        margins.setHeader(twips(Page.TOP / 2));
        margins.setFooter(twips(Page.BOTTOM - Page.NUMBER_BELOW - Style.NUMBER.size()));
        margins.setGutter(BigInteger.ZERO);
        CTDocGrid grid = section.addNewDocGrid();
        grid.setType(STDocGrid.LINES_AND_CHARS);
        grid.setLinePitch(twips(Page.LINE));
        grid.setCharSpace(BigInteger.valueOf(Math.round(-Page.TIGHTER * GRID_UNITS)));
    }

    private static BigInteger twips(double points) {
        return BigInteger.valueOf(Page.twips(points));
    }

    /** Says which font to take where one is not installed; the library has no call for it. */
    private void fonts() throws IOException {
        String fonts = Arrays.stream(Style.values()).filter(style -> style.instead() != null)
                .map(style -> "<w:font w:name=\"" + style.font() + "\"><w:altName w:val=\"" + style.instead() + "\"/></w:font>").distinct()
                .collect(Collectors.joining());
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                + "<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" + fonts + "</w:fonts>";
        try {
            var name = PackagingURIHelper.createPartName("/word/fontTable.xml");
            PackagePart part = document.getPackage().createPart(name, "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml");
            try (OutputStream out = part.getOutputStream()) {
                out.write(xml.getBytes(StandardCharsets.UTF_8));
            }
            document.getPackagePart().addRelationship(name, TargetMode.INTERNAL,
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable");
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }
    }

    /** What letters look like where nothing else is said: the grid counts in these. */
    private void letters() {
        CTStyles styles = CTStyles.Factory.newInstance();
        CTRPr letters = styles.addNewDocDefaults().addNewRPrDefault().addNewRPr();
        CTFonts fonts = letters.addNewRFonts();
        fonts.setAscii(WESTERN);
        fonts.setHAnsi(WESTERN);
        fonts.setEastAsia(Style.TEXT.font());
        letters.addNewSz().setVal(BigInteger.valueOf(Math.round(2 * Style.TEXT.size())));
        letters.addNewLang().setEastAsia("zh-CN");
        document.createStyles().setStyles(styles);
    }

    private void about(Paper paper) {
        var about = document.getProperties().getCoreProperties();
        about.setTitle(paper.title());
        about.setCreator(paper.author());
    }

    /** — 1 — in 四号, at the outer side, one letter in. */
    private void pageNumbers() {
        document.setEvenAndOddHeadings(true);
        number(document.createFooter(HeaderFooterType.DEFAULT), ParagraphAlignment.RIGHT);
        number(document.createFooter(HeaderFooterType.EVEN), ParagraphAlignment.LEFT);
    }

    private static void number(XWPFFooter footer, ParagraphAlignment side) {
        XWPFParagraph paragraph = footer.createParagraph();
        paragraph.setAlignment(side);
        CTInd indentation = properties(paragraph).addNewInd();
        if (side == ParagraphAlignment.RIGHT) {
            indentation.setRight(twips(Style.NUMBER.size()));
        } else {
            indentation.setLeft(twips(Style.NUMBER.size()));
        }
        run(paragraph, "— ", Style.NUMBER);
        field(paragraph, STFldCharType.BEGIN);
        XWPFRun name = run(paragraph, "", Style.NUMBER);
        name.getCTR().addNewInstrText().setStringValue(" PAGE ");
        field(paragraph, STFldCharType.SEPARATE);
        run(paragraph, "1", Style.NUMBER);
        field(paragraph, STFldCharType.END);
        run(paragraph, " —", Style.NUMBER);
        for (XWPFRun run : paragraph.getRuns()) {
            // 半角宋体, figures too.
            run.setFontFamily(Style.NUMBER.font(), XWPFRun.FontCharRange.ascii);
            run.setFontFamily(Style.NUMBER.font(), XWPFRun.FontCharRange.hAnsi);
        }
    }

    private static void field(XWPFParagraph paragraph, STFldCharType.Enum part) {
        run(paragraph, "", Style.NUMBER).getCTR().addNewFldChar().setFldCharType(part);
    }

    private static CTPPr properties(XWPFParagraph paragraph) {
        return paragraph.getCTP().isSetPPr() ? paragraph.getCTP().getPPr() : paragraph.getCTP().addNewPPr();
    }

    private void paragraph(Paragraph said, boolean newPage) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(switch (said.alignment()) {
            case JUSTIFIED -> ParagraphAlignment.BOTH;
            case LEFT -> ParagraphAlignment.LEFT;
            case CENTRE -> ParagraphAlignment.CENTER;
            case RIGHT -> ParagraphAlignment.RIGHT;
        });
        paragraph.setSpacingBetween(Page.LINE, LineSpacingRule.EXACT);
        paragraph.setSpacingAfter(0);
        indent(paragraph, said);
        if (said.level() > 0) {
            paragraph.setKeepNext(true);
            properties(paragraph).addNewOutlineLvl().setVal(BigInteger.valueOf(said.level() - 1));
        }
        paragraph.setPageBreak(newPage);
        said.spans().forEach(span -> run(paragraph, span.text(), span.style()));
    }

    /** In letters, and in twips for who cannot count letters. */
    private static void indent(XWPFParagraph paragraph, Paragraph said) {
        if (said.left() == 0 && said.first() == 0 && said.right() == 0) {
            return;
        }
        CTInd indentation = properties(paragraph).isSetInd() ? properties(paragraph).getInd() : properties(paragraph).addNewInd();
        if (said.left() != 0) {
            indentation.setLeft(twips(said.left() * Page.LETTER));
        }
        if (said.right() != 0) {
            indentation.setRightChars(BigInteger.valueOf(Math.round(said.right() * 100)));
            indentation.setRight(twips(said.right() * Page.LETTER));
        }
        if (said.first() > 0) {
            indentation.setFirstLineChars(BigInteger.valueOf(Math.round(said.first() * 100)));
            indentation.setFirstLine(twips(said.first() * Page.LETTER));
        } else if (said.first() < 0) {
            indentation.setHanging(twips(-said.first() * Page.LETTER));
        }
    }

    private static XWPFRun run(XWPFParagraph paragraph, String text, Style style) {
        XWPFRun run = paragraph.createRun();
        boolean first = true;
        for (String line : text.isEmpty() ? new String[0] : text.split("\n", -1)) {
            if (!first) {
                run.addBreak();
            }
            run.setText(line);
            first = false;
        }
        run.setFontFamily(WESTERN, XWPFRun.FontCharRange.ascii);
        run.setFontFamily(WESTERN, XWPFRun.FontCharRange.hAnsi);
        run.setFontFamily(style.font(), XWPFRun.FontCharRange.eastAsia);
        run.setFontSize(style.size());
        if (style.bold()) {
            run.setBold(true);
        }
        return run;
    }

    private void table(Table said) {
        if (said.caption() != null) {
            beside(said.caption(), Style.SMALL_HEADING, ParagraphAlignment.CENTER).setKeepNext(true);
        }
        int columns = said.head().size();
        XWPFTable table = document.createTable(said.rows().size() + 1, columns);
        table.setWidthType(TableWidthType.DXA);
        table.setWidth(Long.toString(Page.twips(Page.WIDTH)));
        table.setTableAlignment(TableRowAlign.CENTER);
        table.setCellMargins(30, 60, 30, 60);
        var grid = table.getCTTbl().getTblGrid() == null ? table.getCTTbl().addNewTblGrid() : table.getCTTbl().getTblGrid();
        while (grid.sizeOfGridColArray() > 0) {
            grid.removeGridCol(0);
        }
        for (double width : said.widths()) {
            grid.addNewGridCol().setW(twips(width * Page.WIDTH));
        }
        row(table.getRow(0), said.head(), said, said.wide() ? Style.TINY_HEADING : Style.SMALL_HEADING, true);
        table.getRow(0).setRepeatHeader(true);
        for (int row = 0; row < said.rows().size(); row++) {
            row(table.getRow(row + 1), said.rows().get(row), said, said.wide() ? Style.TINY : Style.SMALL, false);
        }
        beside(said.note() == null ? "" : said.note(), Style.SMALL, ParagraphAlignment.BOTH);
    }

    private static void row(XWPFTableRow row, List<String> cells, Table table, Style style, boolean head) {
        row.setCantSplitRow(true);
        for (int column = 0; column < cells.size(); column++) {
            XWPFTableCell cell = row.getCell(column);
            cell.setWidthType(TableWidthType.DXA);
            cell.setWidth(Long.toString(Page.twips(table.widths()[column] * Page.WIDTH)));
            cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
            XWPFParagraph paragraph = cell.getParagraphs().getFirst();
            paragraph.setAlignment(head || table.centred(column) ? ParagraphAlignment.CENTER : ParagraphAlignment.LEFT);
            offGrid(paragraph);
            run(paragraph, cells.get(column), style);
        }
    }

    /** A line that does not count as one of the 22. */
    private XWPFParagraph beside(String text, Style style, ParagraphAlignment alignment) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        offGrid(paragraph);
        run(paragraph, text, style);
        return paragraph;
    }

    private static void offGrid(XWPFParagraph paragraph) {
        paragraph.setSpacingAfter(0);
        properties(paragraph).addNewSnapToGrid().setVal(false);
    }

    private void picture(Picture said) throws IOException {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        paragraph.setKeepNext(true);
        offGrid(paragraph);
        try {
            XWPFRun run = paragraph.createRun();
            run.addPicture(new ByteArrayInputStream(said.image()), said.jpeg() ? PictureType.JPEG : PictureType.PNG, said.jpeg() ? "picture.jpg" : "picture.png",
                    Units.toEMU(said.width()), Units.toEMU(said.height()));
            // What it shows, in words, for who cannot see it.
            run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr().setDescr(said.caption());
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }
        beside(said.caption(), Style.SMALL, ParagraphAlignment.CENTER);
    }
}
