package cn.tiyan.issue.evidence;

import java.awt.geom.AffineTransform;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where a mark of some lines is repeated, slanting, so that it covers an area without a large gap. */
final class Tiling {

    /** From one line's foot to the next, in letters. */
    static final double LINE = 1.4;
    private static final double GAP = 3;

    private Tiling() {
    }

    /**
     * The place of each repetition: to be applied to letters whose first line's foot begins at the origin. One lies in the middle
     * of the area, so that at least one is there in full where there is room for it.
     *
     * @param widest of the lines
     * @param size of the letters
     * @param slant radians; against the direction in which y grows if negative
     */
    static Stream<AffineTransform> over(double width, double height, double widest, double size, int lines, double slant) {
        double across = widest + GAP * size;
        double down = (lines * LINE + GAP) * size;
        double reach = Math.hypot(width, height) / 2;
        int columns = (int) Math.ceil(reach / across);
        int rows = (int) Math.ceil(reach / down);
        return IntStream.rangeClosed(-rows, rows).boxed().flatMap(row -> IntStream.rangeClosed(-columns, columns).mapToObj(column -> {
            var place = AffineTransform.getTranslateInstance(width / 2, height / 2);
            place.rotate(slant);
            // Every second row is shifted: no straight band stays free.
            place.translate((column + (row % 2 == 0 ? 0 : 0.5)) * across - widest / 2, row * down);
            return place;
        }));
    }
}
