package cn.tiyan.reporting.opendata.web;

import cn.tiyan.reporting.opendata.MetricsFeed.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Metrics in the text format of OpenMetrics 1.0. */
final class OpenMetricsText {

    private OpenMetricsText() {
    }

    static String of(List<Metric> metrics) {
        var text = new StringBuilder();
        metrics.stream().filter(metric -> !metric.samples().isEmpty()).forEach(metric -> {
            text.append("# TYPE ").append(metric.name()).append(" gauge\n");
            if (metric.name().endsWith("_seconds") || metric.name().endsWith("_ratio")) {
                text.append("# UNIT ").append(metric.name()).append(' ').append(metric.name().substring(metric.name().lastIndexOf('_') + 1)).append('\n');
            }
            text.append("# HELP ").append(metric.name()).append(' ').append(escaped(metric.help())).append('\n');
            metric.samples().forEach(sample -> text.append(metric.name()).append(sample.labels().entrySet().stream()
                            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"').collect(Collectors.joining(",", "{", "}")))
                    .append(' ').append(BigDecimal.valueOf(sample.value()).stripTrailingZeros().toPlainString()).append('\n'));
        });
        return text.append("# EOF\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
