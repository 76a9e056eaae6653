package cn.tiyan.platform.paper;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.lettering.Lettering;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;

class PdfTest {

    private static byte[] written(Paper paper) throws IOException {
        var out = new ByteArrayOutputStream();
        Pdf.write(paper, out);
        return out.toByteArray();
    }

    @Test
    void saysWhatTheDocxSays() throws IOException {
        byte[] pdf = written(Samples.report());
        Path samples = Files.createDirectories(Path.of("target/samples"));
        Files.write(samples.resolve("report.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            String text = stripper.getText(document).replaceAll("\\s", "");
            var docx = new ByteArrayOutputStream();
            Docx.write(Samples.report(), docx);
            try (var other = new XWPFDocument(new ByteArrayInputStream(docx.toByteArray()))) {
                for (XWPFParagraph paragraph : other.getParagraphs()) {
                    String said = paragraph.getText().replaceAll("\\s", "");
                    // Where a paragraph goes on over a page, the page's number stands in it.
                    assertThat(text.replaceAll("—\\d+—", "")).contains(said);
                }
            }
            var renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                ImageIO.write(renderer.renderImageWithDPI(page, 70), "png", samples.resolve("report-" + (page + 1) + ".png").toFile());
            }
        }
    }

    @Test
    void bringsItsFontsAndOnlyTheLettersItNeeds() throws IOException {
        byte[] pdf = written(Samples.report());
        assertThat(pdf.length).isLessThan(400_000);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var resources = document.getPage(0).getResources();
            List<String> names = new ArrayList<>();
            for (COSName name : resources.getFontNames()) {
                assertThat(resources.getFont(name).isEmbedded()).isTrue();
                names.add(resources.getFont(name).getName());
            }
            assertThat(names).hasSizeGreaterThanOrEqualTo(2).allMatch(name -> name.matches("[A-Z]{6}\\+.*"), "cut down");
        }
    }

    /** 7.5 */
    @Test
    void numbersEveryPageAtItsOuterSide() throws IOException {
        try (PDDocument document = Loader.loadPDF(written(Samples.report()))) {
            assertThat(document.getNumberOfPages()).isGreaterThan(3);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                List<Float> places = new ArrayList<>();
                var stripper = new PDFTextStripper() {
                    @Override
                    protected void writeString(String text, List<org.apache.pdfbox.text.TextPosition> positions) {
                        if (text.strip().matches("— \\d+ —")) {
                            places.add(positions.getFirst().getX());
                        }
                    }
                };
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                stripper.getText(document);
                assertThat(places).singleElement().satisfies(x -> assertThat(x > Page.PAPER_WIDTH / 2).isEqualTo(places.size() == 1 && isOdd(stripper.getStartPage())));
            }
        }
    }

    private static boolean isOdd(int page) {
        return page % 2 == 1;
    }

    @Test
    void setsTwentyEightLettersToALineAndTwentyTwoLinesToAPage() throws IOException {
        var paper = new Paper("标题");
        paper.text("政".repeat(28 * 60));
        try (PDDocument document = Loader.loadPDF(written(paper))) {
            var stripper = new PDFTextStripper();
            stripper.setStartPage(2);
            stripper.setEndPage(2);
            List<String> lines = stripper.getText(document).lines().filter(line -> line.contains("政")).toList();
            assertThat(lines).hasSize(22).allMatch(line -> line.strip().length() == 28);
        }
    }

    @Test
    void neverBeginsALineWithAClosingSignNorEndsOneWithAnOpeningOne() throws IOException {
        Lettering plain = Lettering.load();
        var lines = new Lines(plain, plain.withSerifs());
        var text = "“政务服务”，（体验员）；《方案》。“一件事一次办”！";
        for (int width = 110; width < 440; width += 7) {
            for (Lines.Line line : lines.broken(List.of(new Block.Span(text.repeat(4), Style.TEXT)), width, width)) {
                String said = String.join("", line.atoms().stream().map(Lines.Atom::text).toList());
                assertThat(said).doesNotMatch("[，）；》。”！].*").doesNotMatch(".*[（《“]");
            }
        }
    }

    @Test
    void breaksAWordOnlyWhereItIsLongerThanALine() throws IOException {
        Lettering plain = Lettering.load();
        var lines = new Lines(plain, plain.withSerifs());
        assertThat(lines.broken(List.of(new Block.Span("办理渠道包括 tiyan.example", Style.TEXT)), 120, 120)).hasSize(2);
        assertThat(lines.broken(List.of(new Block.Span("a".repeat(400), Style.TEXT)), 120, 120)).hasSizeGreaterThan(10);
    }

    /** A font cut down carelessly still joins letters such as ff into glyphs it no longer has. */
    @Test
    void writesLettersThatOtherFontsJoin() throws IOException {
        var paper = new Paper("office");
        paper.text("effect, office, affluent, fjord, fluent, Å, é, ﬁ");
        try (PDDocument document = Loader.loadPDF(written(paper))) {
            assertThat(new PDFTextStripper().getText(document)).contains("effect, office, affluent, fjord");
        }
    }

    @Test
    void splitsARowThatFitsOnNoPage() throws IOException {
        var paper = new Paper("标题");
        paper.table(null, List.of("序号", "内容"), List.of(List.of("1", "长".repeat(3000)), List.of("2", "短")), null);
        try (PDDocument document = Loader.loadPDF(written(paper))) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text.chars().filter(letter -> letter == '长').count()).isEqualTo(3000);
            assertThat(text).contains("短");
        }
    }
}
