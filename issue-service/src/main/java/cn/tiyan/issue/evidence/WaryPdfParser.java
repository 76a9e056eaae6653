package cn.tiyan.issue.evidence;

import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A parser that measures before it unpacks. A PDF's directory, and streams that hold other objects, are unpacked into memory when
 * the document is read; two megabytes of them can be two gigabytes. Pictures and fonts stay packed here and are not measured.
 */
final class WaryPdfParser extends PDFParser {

    private static final long LARGEST_STREAM = 4 * 1024 * 1024;
    private static final long LARGEST_TOTAL = 32 * 1024 * 1024;
    private static final long MOST_OBJECTS = 300_000;

    private boolean reading;
    private long total;

    private WaryPdfParser(RandomAccessRead source) throws IOException {
        super(source, "", null, null, IOUtils.createTempFileOnlyStreamCache());
    }

    /** @throws Refusal {@code evidence-unpacks-too-large}: to more than any honest document does */
    static PDDocument parse(RandomAccessRead source) throws IOException {
        try {
            var parser = new WaryPdfParser(source);
            parser.reading = true;
            PDDocument document = parser.parse();
            parser.reading = false;
            return document;
        } catch (IOException | RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    /** While the document is read, whatever is unpacked comes by here. */
    @Override
    protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
        COSStream stream = super.parseCOSStream(dictionary);
        if (reading) {
            measure(stream);
        }
        return stream;
    }

    /** And later, what holds other objects: by now deciphered, if it was enciphered. */
    @Override
    protected COSBase parseObjectStreamObject(long number, COSObjectKey key) throws IOException {
        if (document.getObjectFromPool(new COSObjectKey(number, 0)).getObject() instanceof COSStream stream) {
            measure(stream);
        }
        return super.parseObjectStreamObject(number, key);
    }

    private void measure(COSStream stream) throws IOException {
        if (!stream.containsKey(COSName.FILTER)) {
            return;
        }
        // Other ways of packing are for pictures; what is packed in one of them cannot be measured here and is not unpacked, either.
        if (!List.of(COSName.FLATE_DECODE, COSName.FLATE_DECODE_ABBREVIATION).contains(onlyOne(stream.getFilters()))) {
            throw tooLarge();
        }
        long size = unpacked(stream);
        total += size;
        if (size > LARGEST_STREAM || total > LARGEST_TOTAL || objects(stream, size) > MOST_OBJECTS) {
            throw tooLarge();
        }
    }

    /** Not an exception that the parser takes for a flaw and tries to repair. */
    private static Refusal tooLarge() {
        return Refusal.rule("evidence-unpacks-too-large", "file", "文档解压后过大，请精简后上传");
    }

    private static COSBase onlyOne(COSBase filters) {
        return filters instanceof COSArray several && several.size() == 1 ? several.getObject(0) : filters;
    }

    /** How many entries a directory of so many bytes has; none if it is no directory. */
    private static long objects(COSStream stream, long size) {
        COSArray widths = stream.getCOSArray(COSName.W);
        if (widths == null) {
            return 0;
        }
        long width = 0;
        for (int column = 0; column < widths.size(); column++) {
            width += Math.max(0, widths.getInt(column, 0));
        }
        return size / Math.max(1, width);
    }

    private static long unpacked(COSStream stream) throws IOException {
        long size = 0;
        try (InputStream in = new InflaterInputStream(stream.createRawInputStream())) {
            var piece = new byte[8192];
            for (int read = in.read(piece); read >= 0 && size <= LARGEST_STREAM; read = in.read(piece)) {
                size += read;
            }
        } catch (ZipException | java.io.EOFException e) {
            // Enciphered or cut off: whoever unpacks it comes no further, either.
        }
        return size;
    }
}
