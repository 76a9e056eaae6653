package cn.tiyan.platform.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STDocGrid;

/** Reads back what was written; section and clause numbers are those of GB/T 9704-2012. */
class DocxTest {

    private final XWPFDocument document = written();

    private static XWPFDocument written() {
        try {
            var out = new ByteArrayOutputStream();
            Docx.write(Samples.report(), out);
            Files.write(Files.createDirectories(Path.of("target/samples")).resolve("report.docx"), out.toByteArray());
            return new XWPFDocument(new ByteArrayInputStream(out.toByteArray()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** 5.1, 5.2.1, 5.2.3 */
    @Test
    void hasThePageOfTheStandard() {
        CTSectPr section = document.getDocument().getBody().getSectPr();
        assertThat(section.getPgSz().getW()).isEqualTo(BigInteger.valueOf(11906));
        assertThat(section.getPgSz().getH()).isEqualTo(BigInteger.valueOf(16838));
        assertThat(millimetres(section.getPgMar().getTop())).isEqualTo(37);
        assertThat(millimetres(section.getPgMar().getBottom())).isEqualTo(35);
        assertThat(millimetres(section.getPgMar().getLeft())).isEqualTo(28);
        assertThat(millimetres(section.getPgMar().getRight())).isEqualTo(26);
        assertThat(section.getDocGrid().getType()).isEqualTo(STDocGrid.LINES_AND_CHARS);
        double line = section.getDocGrid().getLinePitch().doubleValue() / 20;
        assertThat((int) (225 / 25.4 * 72 / line)).as("lines of a page").isEqualTo(22);
        double letter = 16 + new BigInteger(section.getDocGrid().getCharSpace().toString()).doubleValue() / 4096;
        assertThat(156 / 25.4 * 72 / letter).as("letters of a line").isBetween(27.99, 28.05);
    }

    private static long millimetres(Object twips) {
        return Math.round(Double.parseDouble(twips.toString()) / 20 / 72 * 25.4);
    }

    /** 7.3.1, 7.3.3 */
    @Test
    void hasTheLettersOfTheStandard() {
        assertFont("沈阳市关于开展", "方正小标宋简体", 22);
        assertFont("按照《关于印发", "仿宋_GB2312", 16);
        assertFont("一、体验开展情况", "黑体", 16);
        assertFont("（一）我陪群众走流程", "楷体_GB2312", 16);
        assertFont("1.建立机制。", "仿宋_GB2312", 16);
        assertThat(paragraph("1.建立机制。").getRuns().getFirst().isBold()).isTrue();
        assertThat(paragraph("1.建立机制。").getRuns().get(1).isBold()).isFalse();
        assertFont("附件1", "黑体", 16);
    }

    private void assertFont(String beginning, String font, double size) {
        XWPFRun run = paragraph(beginning).getRuns().getFirst();
        assertThat(run.getFontFamily(XWPFRun.FontCharRange.eastAsia)).isEqualTo(font);
        assertThat(run.getFontSizeAsDouble()).isEqualTo(size);
    }

    private XWPFParagraph paragraph(String beginning) {
        return document.getParagraphs().stream().filter(paragraph -> paragraph.getText().startsWith(beginning)).findFirst().orElseThrow();
    }

    @Test
    void indentsTheTextByTwoLettersAndKeepsItsLinesApart() {
        XWPFParagraph text = paragraph("按照《关于印发");
        assertThat(text.getAlignment()).isEqualTo(ParagraphAlignment.BOTH);
        assertThat(text.getSpacingLineRule()).isEqualTo(LineSpacingRule.EXACT);
        assertThat(text.getSpacingBetween()).isEqualTo(28.95);
        assertThat(text.getCTP().getPPr().getInd().getFirstLineChars()).isEqualTo(BigInteger.valueOf(200));
        assertThat(paragraph("省营商环境").getCTP().getPPr().isSetInd()).as("主送机关 begins at the margin").isFalse();
        assertThat(paragraph("省营商环境").getText()).endsWith("：");
    }

    /** 7.5 */
    @Test
    void numbersOddPagesAtTheRightAndEvenOnesAtTheLeft() {
        assertThat(document.getEvenAndOddHeadings()).isTrue();
        List<XWPFFooter> footers = document.getFooterList();
        assertThat(footers).hasSize(2);
        assertThat(footers).extracting(footer -> footer.getParagraphs().getFirst().getAlignment())
                .containsExactlyInAnyOrder(ParagraphAlignment.RIGHT, ParagraphAlignment.LEFT);
        for (XWPFFooter footer : footers) {
            XWPFParagraph number = footer.getParagraphs().getFirst();
            assertThat(number.getCTP().xmlText()).contains(" PAGE ").contains("— ").contains(" —");
            assertThat(number.getRuns().getFirst().getFontSizeAsDouble()).isEqualTo(14);
            assertThat(number.getRuns().getFirst().getFontFamily(XWPFRun.FontCharRange.ascii)).isEqualTo("宋体");
        }
    }

    @Test
    void saysWhichFontToTakeWhereOneIsMissing() throws Exception {
        try (var part = document.getPackage().getPart(PackagingURIHelper.createPartName("/word/fontTable.xml")).getInputStream()) {
            assertThat(new String(part.readAllBytes(), StandardCharsets.UTF_8)).contains("w:name=\"仿宋_GB2312\"><w:altName w:val=\"仿宋\"");
        }
    }

    @Test
    void beginsAnnexesOnANewPageAndRepeatsHeadsOfTables() {
        assertThat(paragraph("附件1").isPageBreak()).isTrue();
        assertThat(document.getTables()).hasSize(2).allSatisfy(table -> assertThat(table.getRow(0).isRepeatHeader()).isTrue());
        assertThat(document.getTables().get(1).getRows()).hasSize(61);
    }

    @Test
    void tellsWhatAPictureShowsToWhoCannotSeeIt() {
        assertThat(document.getAllPictures()).hasSize(1);
        assertThat(document.getParagraphs().stream().flatMap(paragraph -> paragraph.getRuns().stream()).filter(run -> !run.getEmbeddedPictures().isEmpty())
                .map(run -> Objects.toString(run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr().getDescr()))).containsExactly("图1　闭环办理情况");
    }
}
