package cn.tiyan.issue.evidence;

import cn.tiyan.platform.lettering.Lettering;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;

/** A picture in memory, with the mark drawn over it. Letters are filled outlines: no font of the machine is asked for. */
final class Canvas {

    /** What can be drawn upon as it was read. */
    private static final Set<Integer> DRAWABLE = Set.of(BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_BGR, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_INT_ARGB);
    /** A picture smaller than the mark gets a margin, so that the mark can be read. */
    private static final int LEAST_WIDTH = 640;
    private static final int LEAST_HEIGHT = 360;
    private static final double SLANT = Math.toRadians(-28);
    private static final float JPEG_QUALITY = 0.88f;

    private final BufferedImage image;

    private Canvas(BufferedImage image) {
        this.image = image;
    }

    static boolean drawable(ImageTypeSpecifier kind) {
        return DRAWABLE.contains(kind.getBufferedImageType());
    }

    /**
     * A picture as it is to be looked at.
     *
     * @param orientation see {@link Picture#orientation()}
     */
    static Canvas of(BufferedImage picture, int orientation) {
        boolean turned = orientation >= 5;
        int width = turned ? picture.getHeight() : picture.getWidth();
        int height = turned ? picture.getWidth() : picture.getHeight();
        if (orientation == 1 && DRAWABLE.contains(picture.getType()) && width >= LEAST_WIDTH && height >= LEAST_HEIGHT) {
            return new Canvas(picture);
        }
        int canvasWidth = Math.max(width, LEAST_WIDTH);
        int canvasHeight = Math.max(height, LEAST_HEIGHT);
        boolean clear = picture.getColorModel().hasAlpha();
        var image = new BufferedImage(canvasWidth, canvasHeight, clear ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = image.createGraphics();
        if (!clear) {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, canvasWidth, canvasHeight);
        }
        pen.translate((canvasWidth - width) / 2, (canvasHeight - height) / 2);
        pen.drawImage(picture, upright(orientation, picture.getWidth(), picture.getHeight()), null);
        pen.dispose();
        return new Canvas(image);
    }

    /** From the picture as stored to the picture as looked at (Exif 2.32, tag 274). */
    private static AffineTransform upright(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    /** Draws the mark all over: dark on a light rim, so that it is read on any ground and hides nothing. */
    void mark(Watermark mark, Lettering lettering) throws IOException {
        double size = Math.clamp(Math.hypot(image.getWidth(), image.getHeight()) / 52, 14, 160);
        double widest = 0;
        var outlines = new Shape[mark.lines().size()];
        for (int line = 0; line < outlines.length; line++) {
            outlines[line] = lettering.outline(mark.lines().get(line), size);
            widest = Math.max(widest, lettering.width(mark.lines().get(line)) * size);
        }
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        var places = Tiling.over(image.getWidth(), image.getHeight(), widest, size, outlines.length, SLANT).iterator();
        draw(pen, outlines, size, places);
        pen.dispose();
    }

    private static void draw(Graphics2D pen, Shape[] outlines, double size, Iterator<AffineTransform> places) {
        var rim = new Color(255, 255, 255, 110);
        var ink = new Color(60, 60, 60, 110);
        double offset = Math.max(1, size / 24);
        while (places.hasNext()) {
            AffineTransform place = places.next();
            for (int line = 0; line < outlines.length; line++) {
                double down = line * size * Tiling.LINE;
                fill(pen, outlines[line], place, offset, down + offset, rim);
                fill(pen, outlines[line], place, 0, down, ink);
            }
        }
    }

    private static void fill(Graphics2D pen, Shape outline, AffineTransform place, double right, double down, Color color) {
        var there = new AffineTransform(place);
        there.translate(right, down);
        pen.setColor(color);
        pen.fill(there.createTransformedShape(outline));
    }

    /** Writes it without what the original said about itself: camera, place, owner. */
    void write(String format, Path to) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var out = new FileImageOutputStream(to.toFile())) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(JPEG_QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }
}
