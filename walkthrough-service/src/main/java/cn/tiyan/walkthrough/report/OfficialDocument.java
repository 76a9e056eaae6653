package cn.tiyan.walkthrough.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;

/**
 * A document as GB/T 9704 wants official ones to look: A4 with its margins, the title in 小标宋 二号, the text in 仿宋 三号 with 28 points
 * from line to line, headings 一、 in 黑体 and （一） in 楷体. Where a font is not installed, the one named beside it is taken.
 */
final class OfficialDocument implements AutoCloseable {

    private static final String TITLE = "方正小标宋简体";
    private static final String TEXT = "仿宋_GB2312";
    private static final String HEADING = "黑体";
    private static final String SUBHEADING = "楷体_GB2312";
    private static final Map<String, String> INSTEAD = Map.of(TITLE, "宋体", TEXT, "仿宋", SUBHEADING, "楷体");
    private static final String WESTERN = "Times New Roman";

    private static final int ERHAO = 22;
    private static final int SANHAO = 16;
    private static final double XIAOSI = 12;
    private static final int LINE = 28 * 20;
    private static final int TWO_CHARACTERS = 2 * SANHAO * 20;

    private static final int TWIPS_PER_CENTIMETRE = 567;
    private static final String[] ORDINALS = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

    private final XWPFDocument document = new XWPFDocument();
    private int headings;
    private int subheadings;

    OfficialDocument(String title) throws IOException {
        fonts();
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.CENTER);
        run(paragraph, title, TITLE, ERHAO);
        paragraph(ParagraphAlignment.CENTER);
    }

    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(11906));
        size.setH(BigInteger.valueOf(16838));
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf((long) (3.7 * TWIPS_PER_CENTIMETRE)));
        margins.setBottom(BigInteger.valueOf((long) (3.5 * TWIPS_PER_CENTIMETRE)));
        margins.setLeft(BigInteger.valueOf((long) (2.8 * TWIPS_PER_CENTIMETRE)));
        margins.setRight(BigInteger.valueOf((long) (2.6 * TWIPS_PER_CENTIMETRE)));
    }

    /** Says which font to take where one is not installed; the library has no call for it. */
    private void fonts() throws IOException {
        String fonts = INSTEAD.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(font -> "<w:font w:name=\"" + font.getKey() + "\"><w:altName w:val=\"" + font.getValue() + "\"/></w:font>").collect(Collectors.joining());
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

    private XWPFParagraph paragraph(ParagraphAlignment alignment) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(alignment);
        paragraph.setSpacingBetween(LINE / 20.0, LineSpacingRule.EXACT);
        paragraph.setSpacingAfter(0);
        return paragraph;
    }

    private static void run(XWPFParagraph paragraph, String text, String font, double size) {
        XWPFRun run = paragraph.createRun();
        run.setText(text);
        run.setFontFamily(WESTERN, XWPFRun.FontCharRange.ascii);
        run.setFontFamily(WESTERN, XWPFRun.FontCharRange.hAnsi);
        run.setFontFamily(font, XWPFRun.FontCharRange.eastAsia);
        run.setFontSize(size);
    }

    /** 一、 */
    void heading(String text) {
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.BOTH);
        paragraph.setIndentationFirstLine(TWO_CHARACTERS);
        run(paragraph, ORDINALS[headings++] + "、" + text, HEADING, SANHAO);
        subheadings = 0;
    }

    /** （一）, as far as there are such numbers; then 11. */
    void subheading(String text) {
        XWPFParagraph paragraph = paragraph(ParagraphAlignment.BOTH);
        paragraph.setIndentationFirstLine(TWO_CHARACTERS);
        String number = subheadings < ORDINALS.length ? "（" + ORDINALS[subheadings] + "）" : "（" + (subheadings + 1) + "）";
        subheadings++;
        run(paragraph, number + text, SUBHEADING, SANHAO);
    }

    /** One paragraph for each line of the text. */
    void text(String text) {
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            XWPFParagraph paragraph = paragraph(ParagraphAlignment.BOTH);
            paragraph.setIndentationFirstLine(TWO_CHARACTERS);
            run(paragraph, line, TEXT, SANHAO);
        });
    }

    /** Who reports and when. */
    void signature(String unit, String day) {
        paragraph(ParagraphAlignment.RIGHT);
        for (String line : List.of(unit, day)) {
            run(paragraph(ParagraphAlignment.RIGHT), line, TEXT, SANHAO);
        }
    }

    /** A table with its head; its text is smaller, in 小四. */
    void table(List<String> head, List<List<String>> rows) {
        XWPFTable table = document.createTable(rows.size() + 1, head.size());
        table.setWidth("100%");
        table.getRow(0).setRepeatHeader(true);
        for (int column = 0; column < head.size(); column++) {
            cell(table, 0, column, head.get(column), HEADING);
        }
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < head.size(); column++) {
                cell(table, row + 1, column, rows.get(row).get(column), TEXT);
            }
        }
        paragraph(ParagraphAlignment.BOTH);
    }

    private static void cell(XWPFTable table, int row, int column, String text, String font) {
        XWPFParagraph paragraph = table.getRow(row).getCell(column).getParagraphs().getFirst();
        paragraph.setSpacingAfter(0);
        run(paragraph, text, font, XIAOSI);
    }

    /** A picture half as wide as the text, with what is written under it. */
    void picture(byte[] jpeg, String caption) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(jpeg));
        double width = 220;
        double height = Math.min(300, width * image.getHeight() / image.getWidth());
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        paragraph.setKeepNext(true);
        try {
            paragraph.createRun().addPicture(new ByteArrayInputStream(jpeg), org.apache.poi.common.usermodel.PictureType.JPEG, "photo.jpg",
                    Units.toEMU(height * image.getWidth() / image.getHeight()), Units.toEMU(height));
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }
        XWPFParagraph below = document.createParagraph();
        below.setAlignment(ParagraphAlignment.CENTER);
        run(below, caption, TEXT, XIAOSI);
    }

    void write(OutputStream to) throws IOException {
        // What describes the page comes last of all.
        page();
        document.write(to);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
