package cn.tiyan.walkthrough.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PhotoLookTest {

    private static Scene scene(long place) {
        return new Scene(place, 0, 0, 0, place + 1);
    }

    @Test
    void hardlyChangesWhenAPhotoIsSentOn() {
        int near = 0;
        for (long place = 0; place < 100; place++) {
            BufferedImage picture = scene(place).picture();
            Long before = Scene.lookOf(Scene.jpeg(picture, 0.9f));
            Long after = Scene.lookOf(Scene.sentOn(picture, 0.5, 0.6f));
            near += PhotoLook.distance(before, after) <= 3 ? 1 : 0;
        }
        assertThat(near).isGreaterThanOrEqualTo(90);
    }

    @Test
    void differsBetweenPlaces() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 100; i++) {
            Long one = Scene.lookOf(Scene.jpeg(scene(random.nextLong()).picture(), 0.9f));
            Long other = Scene.lookOf(Scene.jpeg(scene(random.nextLong()).picture(), 0.9f));
            assertThat(PhotoLook.distance(one, other)).isGreaterThan(7);
        }
    }

    @Test
    void hasABandInCommonWhenFewBitsDiffer() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            long look = random.nextLong();
            long other = look;
            int changed = random.nextInt(8);
            while (PhotoLook.distance(look, other) < changed) {
                other ^= 1L << random.nextInt(64);
            }
            assertThat(Collections.disjoint(PhotoLook.bands(look, changed > 3), PhotoLook.bands(other, false))).as("%d bits", changed).isFalse();
        }
    }

    @Test
    void readsPngAndLargePhotosAlike() throws IOException {
        BufferedImage picture = scene(9).picture();
        var large = new BufferedImage(Scene.WIDTH * 20, Scene.HEIGHT * 20, BufferedImage.TYPE_INT_RGB);
        large.createGraphics().drawImage(picture, 0, 0, large.getWidth(), large.getHeight(), null);
        var png = new ByteArrayOutputStream();
        ImageIO.write(large, "png", png);
        assertThat(PhotoLook.distance(Scene.lookOf(png.toByteArray()), Scene.lookOf(Scene.jpeg(picture, 0.9f)))).isLessThanOrEqualTo(3);
    }

    @Test
    void saysNothingOfAnEvenSurface() {
        assertThat(PhotoLook.of(new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB))).isEmpty();
    }

    @Test
    void saysNothingOfWhatIsBrokenOrNoPicture() {
        byte[] jpeg = Scene.jpeg(scene(1).picture(), 0.9f);
        for (byte[] broken : new byte[][] {{}, "<svg/>".getBytes(StandardCharsets.UTF_8), java.util.Arrays.copyOf(jpeg, 40), {(byte) 0xff, (byte) 0xd8, (byte) 0xff}}) {
            assertThat(PhotoLook.of(new ByteArrayInputStream(broken))).isEmpty();
        }
    }
}
