package cn.tiyan.walkthrough.authenticity;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/**
 * A made-up place and how it was photographed.
 *
 * @param place its number: lights, shadows and things stand as it says
 * @param across how far the camera stood to the right, as a share of the picture
 * @param down how far down
 * @param light brighter or darker, of 255
 * @param grain noise of the sensor, different in every shot
 */
record Scene(long place, double across, double down, int light, long grain) {

    static final int WIDTH = 108;
    static final int HEIGHT = 81;
    /** Places with lower numbers are halls, through which people walk. */
    static final long HALLS = 100_000;
    private static final int PEOPLE = 4;
    private static final int LIGHTS = 7;
    private static final int THINGS = 9;

    BufferedImage picture() {
        var random = new SplittableRandom(place);
        double[][] lights = new double[LIGHTS][];
        for (int i = 0; i < LIGHTS; i++) {
            lights[i] = new double[] {random.nextDouble(-0.1, 1.1), random.nextDouble(-0.1, 1.1), random.nextDouble(0.12, 0.45), random.nextDouble(-110, 110)};
        }
        double[][] things = new double[THINGS + (place < HALLS ? PEOPLE : 0)][];
        for (int i = 0; i < THINGS; i++) {
            things[i] = new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble(0.04, 0.25), random.nextDouble(0.04, 0.25), random.nextDouble(-70, 70)};
        }
        var noise = new SplittableRandom(grain);
        for (int i = THINGS; i < things.length; i++) {
            things[i] = new double[] {noise.nextDouble(), noise.nextDouble(0.3, 0.9), noise.nextDouble(0.02, 0.06), noise.nextDouble(0.1, 0.3), noise.nextDouble(-70, 70)};
        }
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.setRGB(x, y, grey(brightness((double) x / WIDTH + across, (double) y / HEIGHT + down, lights, things) + light + noise.nextInt(-6, 7)));
            }
        }
        return picture;
    }

    private static double brightness(double x, double y, double[][] lights, double[][] things) {
        double sum = 128;
        for (double[] light : lights) {
            double distance = ((x - light[0]) * (x - light[0]) + (y - light[1]) * (y - light[1])) / (light[2] * light[2]);
            sum += light[3] * Math.exp(-distance);
        }
        for (double[] thing : things) {
            if (Math.abs(x - thing[0]) < thing[2] && Math.abs(y - thing[1]) < thing[3]) {
                sum += thing[4];
            }
        }
        return sum;
    }

    private static int grey(double value) {
        int clipped = (int) Math.clamp(value, 0, 255);
        return clipped << 16 | clipped << 8 | clipped;
    }

    /** Sent on by a messenger: smaller, and compressed again. */
    static byte[] sentOn(BufferedImage picture, double scale, float quality) {
        return jpeg(part(picture, 0, 0, picture.getWidth(), picture.getHeight(), (int) (picture.getWidth() * scale), (int) (picture.getHeight() * scale)), quality);
    }

    /** Cut on all sides by this share. */
    static BufferedImage cut(BufferedImage picture, double share) {
        int x = (int) (picture.getWidth() * share);
        int y = (int) (picture.getHeight() * share);
        return part(picture, x, y, picture.getWidth() - x, picture.getHeight() - y, picture.getWidth(), picture.getHeight());
    }

    private static BufferedImage part(BufferedImage picture, int left, int top, int right, int bottom, int width, int height) {
        var part = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = part.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, left, top, right, bottom, null);
        graphics.dispose();
        return part;
    }

    static byte[] jpeg(BufferedImage picture, float quality) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static Long lookOf(byte[] file) {
        return PhotoLook.of(new ByteArrayInputStream(file)).orElse(null);
    }
}
