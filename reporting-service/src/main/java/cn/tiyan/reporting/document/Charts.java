package cn.tiyan.reporting.document;

import cn.tiyan.platform.lettering.Lettering;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.DecimalFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** Draws charts as pictures that can be printed: each bar with its number, in letters that come along. */
final class Charts {

    /** Across the page at some 240 dots an inch. */
    private static final int WIDTH = 1400;
    private static final int UPRIGHT_HEIGHT = 640;
    private static final int FRAME = 150;
    private static final int LETTER = 32;
    /** From one category to the next where bars lie. */
    private static final int LYING = 44;
    private static final Color[] INKS = {new Color(0x1F4E79), new Color(0x9DC3E6), new Color(0x7F7F7F)};

    private Charts() {
    }

    /** What the bars of one place are of: two of one name are still two. */
    private record Category(int place, String name) implements Comparable<Category> {

        @Override
        public int compareTo(Category other) {
            return Integer.compare(place, other.place);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Bars.
     *
     * @param categories their names
     * @param series name and values, one for each category
     * @param lying whether the bars lie, so that long names can be read
     * @return PNG
     */
    static byte[] bars(List<String> categories, Map<String, List<Long>> series, boolean lying) throws IOException {
        var data = new DefaultCategoryDataset();
        series.forEach((name, values) -> {
            for (int at = 0; at < categories.size(); at++) {
                data.addValue(values.get(at), name, new Category(at, categories.get(at)));
            }
        });
        JFreeChart chart = ChartFactory.createBarChart(null, null, null, data, lying ? PlotOrientation.HORIZONTAL : PlotOrientation.VERTICAL,
                series.size() > 1, false, false);
        Font letters = Lettering.drawn(LETTER);
        chart.setBackgroundPaint(Color.WHITE);
        if (chart.getLegend() != null) {
            chart.getLegend().setItemFont(letters);
        }
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setRangeGridlineStroke(new BasicStroke(2));
        plot.getDomainAxis().setTickLabelFont(letters);
        plot.getDomainAxis().setMaximumCategoryLabelWidthRatio(lying ? 0.35f : 1.3f);
        plot.getDomainAxis().setCategoryMargin(lying ? 0.3 : 0.15);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.getDomainAxis().setMaximumCategoryLabelLines(2);
        var range = (NumberAxis) plot.getRangeAxis();
        range.setTickLabelFont(letters);
        range.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        range.setNumberFormatOverride(new DecimalFormat("0"));
        range.setUpperMargin(0.15);
        if (lying) {
            // Or their numbers touch one another.
            range.setTickLabelInsets(new RectangleInsets(4, LETTER, 4, LETTER));
        }
        var renderer = (BarRenderer) plot.getRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDefaultLegendShape(new Rectangle(-LETTER / 2, -LETTER / 2, LETTER, LETTER));
        renderer.setItemMargin(0.05);
        renderer.setMaximumBarWidth(lying ? 0.5 : 0.08);
        renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", new DecimalFormat("0")));
        renderer.setDefaultItemLabelFont(letters);
        renderer.setDefaultItemLabelsVisible(true);
        for (int each = 0; each < series.size(); each++) {
            renderer.setSeriesPaint(each, INKS[each % INKS.length]);
        }
        int height = lying ? FRAME + categories.size() * series.size() * LYING : UPRIGHT_HEIGHT;
        var out = new ByteArrayOutputStream();
        ImageIO.write(chart.createBufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB, null), "png", out);
        return out.toByteArray();
    }
}
