package cn.tiyan.issue.evidence;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** A picture on disk. Opening it reads its headers; its pixels are read only on the scale that fits into memory. */
final class Picture implements AutoCloseable {

    /** What the reader is called that the platform brings, or the one brought here. */
    private static final Map<EvidenceType, String> FORMATS =
            Map.of(EvidenceType.PNG, "png", EvidenceType.JPEG, "jpeg", EvidenceType.GIF, "gif", EvidenceType.BMP, "bmp");
    /** A photo of 12,000 × 9,000 and a little more. */
    private static final long MOST_PIXELS = 120_000_000;
    /** Their decoders hold the whole picture, whatever scale is asked for. */
    private static final long MOST_PIXELS_HELD = 25_000_000;
    private static final long MOST_PIXELS_WEBP = 6_000_000;
    private static final int LONGEST_SIDE = 30_000;
    private static final int UPRIGHT = 1;

    private final EvidenceType type;
    private final ImageInputStream in;
    private final ImageReader reader;

    private Picture(EvidenceType type, ImageInputStream in, ImageReader reader) {
        this.type = type;
        this.in = in;
        this.reader = reader;
    }

    static Picture open(EvidenceType type, Path file) throws IOException {
        ImageReader reader = type == EvidenceType.WEBP
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : ImageIO.getImageReadersByFormatName(FORMATS.get(type)).next();
        var in = new FileImageInputStream(file.toFile());
        reader.setInput(in, false, true);
        return new Picture(type, in, reader);
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        in.close();
    }

    /** Pixels from left to right, as stored. */
    int width() throws IOException {
        return reader.getWidth(0);
    }

    /** Pixels from top to bottom, as stored. */
    int height() throws IOException {
        return reader.getHeight(0);
    }

    /** Whether it is small enough to be shown at all: a few bytes can claim to be a billion pixels. */
    boolean bearable() throws IOException {
        long pixels = (long) width() * height();
        long most = type == EvidenceType.WEBP ? MOST_PIXELS_WEBP : held() ? MOST_PIXELS_HELD : MOST_PIXELS;
        return pixels <= most && Math.max(width(), height()) <= LONGEST_SIDE;
    }

    /** Whether there is a decoder for the way its colours are stored; there is none for print's four inks. */
    boolean readable() throws IOException {
        return reader.getImageTypes(0).hasNext();
    }

    /** A JPEG that comes in ever finer passes: all of them must be held until the last. */
    private boolean held() throws IOException {
        return type == EvidenceType.JPEG && atStart(() -> !JPEGSegmentUtil.readSegments(in, JPEG.SOF2, null).isEmpty());
    }

    /**
     * The picture, as large as it can be within so many bytes, copies that its colours or orientation call for included.
     *
     * @param bytes at least 4 MB
     */
    BufferedImage read(long bytes) throws IOException {
        ImageTypeSpecifier kind = reader.getImageTypes(0).next();
        int asRead = kind.getNumBands() * Math.max(1, kind.getSampleModel().getSampleSize(0) / Byte.SIZE);
        int perPixel = asRead + (turned() || !Canvas.drawable(kind) ? 4 : 0);
        double shrink = Math.sqrt((double) width() * height() * perPixel / bytes);
        int step = Math.max(1, (int) Math.ceil(shrink));
        var parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    /** How it is to be turned before it is looked at: 1 to 8 as in Exif, 1 for not at all. */
    int orientation() throws IOException {
        if (type != EvidenceType.JPEG) {
            return UPRIGHT;
        }
        try {
            return atStart(() -> {
                for (var segment : JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif")) {
                    try (InputStream exif = segment.data()) {
                        exif.skipNBytes(1);
                        var entry = new TIFFReader().read(ImageIO.createImageInputStream(exif)).getEntryById(TIFF.TAG_ORIENTATION);
                        if (entry != null && entry.getValue() instanceof Number said
                                && said.intValue() >= UPRIGHT && said.intValue() <= 8) {
                            return said.intValue();
                        }
                    }
                }
                return UPRIGHT;
            });
        } catch (IOException | RuntimeException e) {
            // A note that cannot be read says nothing; the picture itself may be sound.
            return UPRIGHT;
        }
    }

    private boolean turned() throws IOException {
        return orientation() != UPRIGHT;
    }

    private interface Reading<T> {

        T read() throws IOException;
    }

    private <T> T atStart(Reading<T> reading) throws IOException {
        long position = in.getStreamPosition();
        in.seek(0);
        try {
            return reading.read();
        } finally {
            in.seek(position);
        }
    }
}
