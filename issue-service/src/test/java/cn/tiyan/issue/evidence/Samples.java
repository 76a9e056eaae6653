package cn.tiyan.issue.evidence;

import cn.tiyan.issue.issue.IssueDesk;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Files of every type, as they come and as they should not come. */
final class Samples {

    static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    static final String EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    static final String POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    /** A lossless WebP of one pixel. */
    static final byte[] WEBP = HexFormat.of().parseHex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700");

    private Samples() {
    }

    /** A picture of exactly this many bytes, another one for each number: what follows a PNG's end is no part of the picture. */
    static byte[] png(int size) {
        byte[] photo = new byte[size];
        new Random(size).nextBytes(photo);
        System.arraycopy(IssueDesk.PNG, 0, photo, 0, IssueDesk.PNG.length);
        return photo;
    }

    static BufferedImage scene(int width, int height, int kind) {
        var image = new BufferedImage(width, height, kind);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(30, 60, 90), width, height, new Color(240, 230, 210)));
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return image;
    }

    static byte[] written(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("Nothing writes this as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] progressive(BufferedImage image) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The JPEG as a telephone held upright stores it: with an Exif note on how to turn it. */
    static byte[] turned(byte[] jpeg, int orientation) {
        byte[] exif = HexFormat.of().parseHex(
                "ffe100224578696600004d4d002a000000080001011200030000000100" + "%02x".formatted(orientation) + "000000000000");
        return ByteBuffer.allocate(jpeg.length + exif.length).put(jpeg, 0, 2).put(exif).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** A PNG's beginning that claims to be so large. */
    static byte[] pngClaiming(int width, int height) {
        byte[] png = IssueDesk.PNG.clone();
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        var sum = new java.util.zip.CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        return png;
    }

    static byte[] pdf(String text, PDRectangle... pages) throws IOException {
        return pdf(text, null, pages);
    }

    /** @param policy how it is protected, if it is */
    static byte[] pdf(String text, StandardProtectionPolicy policy, PDRectangle... pages) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            for (PDRectangle size : pages) {
                var page = new PDPage(size);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 18);
                    content.newLineAtOffset(40, size.getHeight() - 60);
                    content.showText(text);
                    content.endText();
                }
            }
            if (policy != null) {
                document.protect(policy);
            }
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    /** @param toOpen the password it opens with; empty for none, as files have that only must not be changed */
    static byte[] lockedPdf(String toOpen) throws IOException {
        return pdf("locked", new StandardProtectionPolicy("owner", toOpen, new AccessPermission()), PDRectangle.A4);
    }

    /** Of a few hundred kilobytes, whose directory (or a stream of objects) unpacks to a thousand times that; its filter is called this. */
    static byte[] pdfBomb(boolean directory, String filter) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var packing = new DeflaterOutputStream(packed)) {
            packing.write("1 0 2 20 ".getBytes(StandardCharsets.US_ASCII));
            for (int megabyte = 0; megabyte < 300; megabyte++) {
                packing.write(new byte[1024 * 1024]);
            }
        }
        var pdf = new ByteArrayOutputStream();
        ascii(pdf, "%PDF-1.5\n");
        int at = pdf.size();
        ascii(pdf, "3 0 obj\n<<" + (directory ? "/Type/XRef/Size 9999/W[1 4 2]/Root 1 0 R" : "/Type/ObjStm/N 2/First 9") + "/Subtype/Image/Filter/"
                + filter + "/Length " + packed.size() + ">>stream\n");
        packed.writeTo(pdf);
        ascii(pdf, "\nendstream\nendobj\n");
        if (!directory) {
            int entries = pdf.size();
            var table = ByteBuffer.allocate(5 * 7);
            table.put((byte) 0).putInt(0).putShort((short) 0);
            table.put((byte) 2).putInt(3).putShort((short) 0);
            table.put((byte) 2).putInt(3).putShort((short) 1);
            table.put((byte) 1).putInt(at).putShort((short) 0);
            table.put((byte) 1).putInt(entries).putShort((short) 0);
            ascii(pdf, "4 0 obj\n<</Type/XRef/Size 5/W[1 4 2]/Root 1 0 R/Length 35>>stream\n");
            pdf.writeBytes(table.array());
            ascii(pdf, "\nendstream\nendobj\n");
            at = entries;
        }
        ascii(pdf, "startxref\n" + at + "\n%%EOF\n");
        return pdf.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream to, String text) {
        to.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** As programs of today write it: its objects packed into streams, its directory, too. */
    static byte[] compactPdf(StandardProtectionPolicy policy, int pages) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            for (int page = 0; page < pages; page++) {
                document.addPage(new PDPage(PDRectangle.A4));
            }
            if (policy != null) {
                document.protect(policy);
            }
            document.save(bytes, new CompressParameters(50));
        }
        return bytes.toByteArray();
    }

    static byte[] zip(String... entries) {
        var parts = new java.util.LinkedHashMap<String, String>();
        for (String entry : entries) {
            parts.put(entry, "<x/>");
        }
        return zip(parts);
    }

    static byte[] zip(Map<String, String> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An Office Open XML package whose main part is of this content type. */
    static byte[] office(String contentType, String... moreParts) {
        var parts = new java.util.LinkedHashMap<String, String>();
        parts.put("[Content_Types].xml", "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/main.xml\" ContentType=\"" + contentType + "\"/></Types>");
        parts.put("main.xml", "<main/>");
        for (String more : moreParts) {
            parts.put(more, "x");
        }
        return zip(parts);
    }

    static byte[] ofd() {
        return zip(Map.of("OFD.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\" Version=\"1.0\">"
                + "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>", "Doc_0/Document.xml", "<x/>"));
    }

    /** A compound file with these streams; a name with a slash is in a folder. */
    static byte[] compound(Map<String, byte[]> streams) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var system = new POIFSFileSystem()) {
            for (var stream : streams.entrySet()) {
                String[] path = stream.getKey().split("/");
                var folder = path.length == 1 ? system.getRoot() : system.createDirectory(path[0]);
                folder.createDocument(path[path.length - 1], new ByteArrayInputStream(stream.getValue()));
            }
            system.writeFilesystem(bytes);
        }
        return bytes.toByteArray();
    }

    /** An MPEG-4 file with tracks of these kinds, marked with this brand. */
    static byte[] mp4(String brand, String... tracks) {
        var movie = new ByteArrayOutputStream();
        for (String track : tracks) {
            byte[] handler = box("hdlr", ("\0\0\0\0\0\0\0\0" + track + "\0\0\0\0\0\0\0\0\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1));
            movie.writeBytes(box("trak", box("mdia", handler)));
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes(box("ftyp", (brand + "\0\0\0\0" + brand).getBytes(StandardCharsets.ISO_8859_1)));
        file.writeBytes(box("mdat", new byte[100]));
        file.writeBytes(box("moov", movie.toByteArray()));
        return file.toByteArray();
    }

    private static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length).putInt(8 + content.length).put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(content).array();
    }
}
