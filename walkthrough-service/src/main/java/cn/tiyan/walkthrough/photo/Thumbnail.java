package cn.tiyan.walkthrough.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Photos made small. Of a large one only every so many pixels are read, so that memory does not grow with what it claims to be. */
final class Thumbnail {

    private static final int LONGEST_SIDE = 30_000;
    private static final long MOST_PIXELS = 120_000_000;

    private Thumbnail() {
    }

    /** Whether its headers are those of a picture of a size that can be. A WebP is taken as its head says: nothing here reads on. */
    static boolean isReadable(PhotoType type, Photos.Content content) {
        if (type == PhotoType.WEBP) {
            return true;
        }
        try (InputStream in = content.open(); ImageInputStream image = new MemoryCacheImageInputStream(in)) {
            ImageReader reader = reader(type, image);
            return reader != null && fits(reader);
        } catch (IOException | RuntimeException broken) {
            return false;
        }
    }

    static boolean write(PhotoType type, InputStream photo, int longestSide, OutputStream to) throws IOException {
        if (type == PhotoType.WEBP) {
            return false;
        }
        try (ImageInputStream image = new MemoryCacheImageInputStream(photo)) {
            ImageReader reader = reader(type, image);
            if (reader == null || !fits(reader)) {
                return false;
            }
            int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
            var how = reader.getDefaultReadParam();
            int every = Math.max(1, longest / (2 * longestSide));
            how.setSourceSubsampling(every, every, 0, 0);
            BufferedImage read = reader.read(0, how);
            double scale = Math.min(1.0, (double) longestSide / Math.max(read.getWidth(), read.getHeight()));
            int width = Math.max(1, (int) (read.getWidth() * scale));
            int height = Math.max(1, (int) (read.getHeight() * scale));
            var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D canvas = small.createGraphics();
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.drawImage(read, 0, 0, width, height, Color.WHITE, null);
            canvas.dispose();
            return ImageIO.write(small, "jpeg", to);
        } catch (RuntimeException | IOException broken) {
            // Decoders meet broken pictures with all sorts of exceptions; a report can do without the picture.
            return false;
        }
    }

    private static @Nullable ImageReader reader(PhotoType type, ImageInputStream image) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(type == PhotoType.PNG ? "png" : "jpeg");
        if (!readers.hasNext()) {
            return null;
        }
        ImageReader reader = readers.next();
        reader.setInput(image, true, true);
        return reader;
    }

    private static boolean fits(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        return width > 0 && height > 0 && width <= LONGEST_SIDE && height <= LONGEST_SIDE && (long) width * height <= MOST_PIXELS;
    }
}
