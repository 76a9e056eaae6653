package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import cn.tiyan.platform.lettering.Lettering;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.testkit.Persona;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkingTest {

    private static final long MEMORY = 40 * 1024 * 1024;
    private static final Watermark MARK = Watermark.of(Persona.SHENYANG_VERIFIER.caller(), "沈阳市", Instant.parse("2026-11-23T02:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void saysWhatForWhoAndWhen() {
        assertThat(MARK.lines()).containsExactly("仅供办理使用 · 2026-11-23 10:00", "沈阳市核查员（shenyang.hecha） · 沈阳市");
    }

    @Test
    void hasEveryLetterItNeedsWhateverFontsTheMachineHas() throws IOException {
        Lettering lettering = Lettering.load();
        for (String line : MARK.lines()) {
            assertThat(String.join("", lettering.runs(line).stream().map(Lettering.Run::text).toList())).isEqualTo(line);
        }
        assertThat(lettering.runs("喆堃镕䶮").getFirst().text()).as("characters of names").isEqualTo("喆堃镕䶮");
        assertThat(lettering.runs("𠮷\uE000").getFirst().text()).as("characters it lacks").isEqualTo("〓〓");
        assertThat(lettering.outline("仅", 100).getBounds2D().getWidth()).isBetween(60.0, 100.0);
    }

    @ParameterizedTest
    @CsvSource({"JPEG, jpeg, 5, JPEG", "PNG, png, 5, PNG", "PNG, png, 6, PNG", "GIF, gif, 13, PNG", "BMP, bmp, 5, PNG", "PNG, png, 10, PNG",
        "PNG, png, 11, PNG"})
    void coversEveryPartOfAPicture(EvidenceType type, String format, int kind, EvidenceType copyType) throws IOException {
        BufferedImage scene = Samples.scene(1600, 1200, kind);
        Path original = file(Samples.written(scene, format));
        BufferedImage plain = inColour(ImageIO.read(original.toFile()));
        BufferedImage copy = inColour(ImageIO.read(marked(type, original).toFile()));
        assertThat(Marking.typeOfCopy(type)).isEqualTo(copyType);
        assertThat(copy.getWidth()).isEqualTo(1600);
        assertThat(copy.getHeight()).isEqualTo(1200);
        for (int column = 0; column < 4; column++) {
            for (int row = 0; row < 4; row++) {
                assertThat(changed(plain.getSubimage(column * 400, row * 300, 400, 300), copy.getSubimage(column * 400, row * 300, 400, 300)))
                        .as("part %d/%d", column, row).isBetween(0.005, 0.4);
            }
        }
    }

    @Test
    void leavesTheOriginalAsItIs() throws IOException {
        byte[] photo = Samples.written(Samples.scene(900, 700, BufferedImage.TYPE_3BYTE_BGR), "jpeg");
        Path original = file(photo);
        Path copy = marked(EvidenceType.JPEG, original);
        assertThat(Files.readAllBytes(original)).isEqualTo(photo);
        assertThat(Files.readAllBytes(copy)).isNotEqualTo(photo);
        assertThat(TypeDetection.of(copy)).contains(EvidenceType.JPEG);
    }

    @Test
    void givesAPictureSmallerThanTheMarkAMargin() throws IOException {
        BufferedImage copy = ImageIO.read(marked(EvidenceType.WEBP, file(Samples.WEBP)).toFile());
        assertThat(copy.getWidth()).isEqualTo(640);
        assertThat(copy.getHeight()).isEqualTo(360);
        assertThat(ink(copy)).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000, 750, 0, 0", "2, 1000, 750, 1, 0", "3, 1000, 750, 1, 1", "4, 1000, 750, 0, 1", "5, 750, 1000, 0, 0",
        "6, 750, 1000, 1, 0", "7, 750, 1000, 1, 1", "8, 750, 1000, 0, 1"})
    void turnsAPhotoAsItsCameraSays(int orientation, int width, int height, int right, int down) throws IOException {
        BufferedImage scene = new BufferedImage(1000, 750, BufferedImage.TYPE_3BYTE_BGR);
        for (int x = 0; x < 200; x++) {
            for (int y = 0; y < 150; y++) {
                scene.setRGB(x, y, Color.RED.getRGB());
            }
        }
        Path original = file(Samples.turned(Samples.written(scene, "jpeg"), orientation));
        assertThat(TypeDetection.of(original)).contains(EvidenceType.JPEG);
        BufferedImage copy = ImageIO.read(marked(EvidenceType.JPEG, original).toFile());
        assertThat(copy.getWidth()).isEqualTo(width);
        assertThat(copy.getHeight()).isEqualTo(height);
        int red = 0;
        for (int x = 0; x < 100; x++) {
            for (int y = 0; y < 100; y++) {
                var color = new Color(copy.getRGB(right == 1 ? width - 1 - x : x, down == 1 ? height - 1 - y : y));
                red += color.getRed() > color.getBlue() + 60 ? 1 : 0;
            }
        }
        assertThat(red).isGreaterThan(8000);
    }

    @Test
    void showsAPictureTooLargeForItsMemoryOnASmallerScale() throws IOException {
        Path original = file(Samples.written(Samples.scene(4000, 3000, BufferedImage.TYPE_3BYTE_BGR), "jpeg"));
        Path copy = Files.createTempFile(folder, "copy", null);
        new Marking(10 * 1024 * 1024).mark(EvidenceType.JPEG, original, MARK, copy);
        BufferedImage seen = ImageIO.read(copy.toFile());
        assertThat(seen.getWidth()).isEqualTo(2000);
        assertThat(seen.getHeight()).isEqualTo(1500);
    }

    @Test
    void isTextOnEveryPageOfAPdf() throws IOException {
        Path original = file(Samples.pdf("Rectified on 20 November", PDRectangle.A4, new PDRectangle(842, 595),
                new PDRectangle(100, 50, 400, 300)));
        Path copy = marked(EvidenceType.PDF, original);
        try (PDDocument before = Loader.loadPDF(original.toFile()); PDDocument after = Loader.loadPDF(copy.toFile())) {
            assertThat(after.getNumberOfPages()).isEqualTo(3);
            for (int page = 1; page <= 3; page++) {
                String text = text(after, page);
                assertThat(text).contains(MARK.lines().get(0).replace(" ", "")).contains(MARK.lines().get(1).replace(" ", ""));
                assertThat(text).contains("Rectifiedon20November");
                BufferedImage was = new PDFRenderer(before).renderImage(page - 1);
                BufferedImage is = new PDFRenderer(after).renderImage(page - 1);
                int width = was.getWidth() / 2;
                int height = was.getHeight() / 2;
                for (int part = 0; part < 4; part++) {
                    int x = part % 2 * width;
                    int y = part / 2 * height;
                    assertThat(changed(was.getSubimage(x, y, width, height), is.getSubimage(x, y, width, height)))
                            .as("page %d, part %d", page, part).isBetween(0.005, 0.4);
                }
            }
        }
        assertThat(Files.size(copy)).as("with only the letters it needs of the fonts").isLessThan(100_000);
    }

    @Test
    void isOnAPdfWhoseObjectsArePackedTogether() throws IOException {
        Path copy = marked(EvidenceType.PDF, file(Samples.compactPdf(null, 200)));
        try (PDDocument after = Loader.loadPDF(copy.toFile())) {
            assertThat(after.getNumberOfPages()).isEqualTo(200);
            assertThat(text(after, 200)).contains("仅供办理使用");
        }
    }

    @Test
    void isOnAPdfThatMayNotBeChanged() throws IOException {
        Path copy = marked(EvidenceType.PDF, file(Samples.lockedPdf("")));
        try (PDDocument after = Loader.loadPDF(copy.toFile())) {
            assertThat(after.isEncrypted()).isFalse();
            assertThat(text(after, 1)).contains("仅供办理使用");
        }
    }

    @ParameterizedTest
    @CsvSource({"PDF, 25504446", "PNG, 89504e470d0a1a0a0000000d", "JPEG, ffd8ffe000104a464946", "GIF, 474946383961",
        "WEBP, 5249464624000000"})
    void handsNothingOutThatItCannotMark(EvidenceType type, String hex) throws IOException {
        Path broken = file(java.util.HexFormat.of().parseHex(hex));
        assertThatThrownBy(() -> marked(type, broken)).asInstanceOf(type(Refusal.class)).extracting(Refusal::name)
                .isEqualTo("evidence-not-markable");
    }

    private Path marked(EvidenceType type, Path original) throws IOException {
        Path copy = Files.createTempFile(folder, "copy", null);
        new Marking(MEMORY).mark(type, original, MARK, copy);
        return copy;
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "x", null), content);
    }

    /** The page's letters in the order they are drawn; slanting lines are no lines to the extractor. */
    private static String text(PDDocument document, int page) throws IOException {
        var letters = new StringBuilder();
        var reader = new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition letter) {
                letters.append(letter.getUnicode());
            }
        };
        reader.setStartPage(page);
        reader.setEndPage(page);
        reader.getText(document);
        return letters.toString().replace(" ", "");
    }

    /** Shades of grey as they are stored: asked for a colour, Java's greys answer with lighter ones. */
    private static BufferedImage inColour(BufferedImage image) {
        var colour = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        var pen = colour.createGraphics();
        pen.drawImage(image, 0, 0, null);
        pen.dispose();
        return colour;
    }

    private static double changed(BufferedImage before, BufferedImage after) {
        int changed = 0;
        for (int x = 0; x < before.getWidth(); x++) {
            for (int y = 0; y < before.getHeight(); y++) {
                var was = new Color(before.getRGB(x, y));
                var is = new Color(after.getRGB(x, y));
                changed += Math.abs(was.getRed() - is.getRed()) > 24 ? 1 : 0;
            }
        }
        return changed / (double) (before.getWidth() * before.getHeight());
    }

    private static double ink(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(pixel -> (pixel >>> 24) > 0 && new Color(pixel).getRed() < 220).count() / (double) pixels.length;
    }
}
