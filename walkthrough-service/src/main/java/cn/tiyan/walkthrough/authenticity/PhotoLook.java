package cn.tiyan.walkthrough.authenticity;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What a photo looks like, in 64 bits: whether it gets brighter from each of 9 × 8 fields to the one on its right (a difference hash).
 * Another size, another quality and another brightness change few of them; cutting, turning and mirroring change many.
 */
public final class PhotoLook {

    private static final int COLUMNS = 9;
    private static final int ROWS = 8;
    /** Enough to average over; read coarser than that, a large photo needs no more memory than a small one. */
    private static final int PIXELS_ACROSS = 256;
    private static final long LARGEST = 200_000_000;
    /** An even surface looks like any other. */
    private static final double LEAST_CONTRAST = 2.0;
    private static final int BAND = 16;

    private PhotoLook() {
    }

    /** The look of a JPEG, PNG, GIF or BMP; empty where it is none of these, is broken, or shows next to nothing. */
    public static Optional<Long> of(InputStream content) {
        try (var stream = new MemoryCacheImageInputStream(content)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            // Decoders fail in many ways on what others made; its bytes are compared all the same.
            return Optional.empty();
        }
    }

    private static Optional<Long> read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width < COLUMNS || height < ROWS || (long) width * height > LARGEST) {
            return Optional.empty();
        }
        var coarse = reader.getDefaultReadParam();
        int step = Math.max(1, Math.min(width, height) / PIXELS_ACROSS);
        coarse.setSourceSubsampling(step, step, 0, 0);
        return of(reader.read(0, coarse));
    }

    static Optional<Long> of(BufferedImage image) {
        double[][] light = new double[ROWS][COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                light[row][column] = average(image, image.getWidth() * column / COLUMNS, image.getWidth() * (column + 1) / COLUMNS,
                        image.getHeight() * row / ROWS, image.getHeight() * (row + 1) / ROWS);
            }
        }
        long look = 0;
        double contrast = 0;
        for (double[] row : light) {
            for (int column = 1; column < COLUMNS; column++) {
                look = look << 1 | (row[column] > row[column - 1] ? 1 : 0);
                contrast += Math.abs(row[column] - row[column - 1]);
            }
        }
        return contrast / (ROWS * (COLUMNS - 1)) < LEAST_CONTRAST ? Optional.empty() : Optional.of(look);
    }

    private static double average(BufferedImage image, int left, int right, int top, int bottom) {
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int colour = image.getRGB(x, y);
                sum += 299L * (colour >> 16 & 255) + 587L * (colour >> 8 & 255) + 114L * (colour & 255);
            }
        }
        return sum / 1000.0 / Math.max(1, (right - left) * (bottom - top));
    }

    /** In how many of 64 bits two looks differ. */
    static int distance(long one, long other) {
        return Long.bitCount(one ^ other);
    }

    /**
     * The four quarters of a look, each with its place: of two looks that differ in up to three bits at least one quarter is the same.
     *
     * @param near also those that differ in one bit of a quarter: of two looks that differ in up to seven bits one is among them
     */
    static List<Integer> bands(long look, boolean near) {
        List<Integer> bands = new ArrayList<>();
        for (int band = 0; band < Long.SIZE / BAND; band++) {
            int quarter = (int) (look >>> (band * BAND) & 0xffff);
            bands.add(band << BAND | quarter);
            for (int bit = 0; near && bit < BAND; bit++) {
                bands.add(band << BAND | quarter ^ 1 << bit);
            }
        }
        return bands;
    }
}
