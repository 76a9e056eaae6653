package cn.tiyan.reporting.opendata;

import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.figure.Figure;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.figure.Overview;
import cn.tiyan.reporting.figure.Period;
import cn.tiyan.reporting.figure.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The figures of a unit, and of each region below it, for other systems. A number is {@code tiyan_<figure>}, a rate
 * {@code tiyan_<figure>_ratio}, an average {@code tiyan_<figure>_average}, both with their denominator {@code tiyan_<figure>_of}; all are gauges, since what was counted may be taken back.
 */
@Component
public class MetricsFeed {

    private final Figures figures;

    MetricsFeed(Figures figures) {
        this.figures = figures;
    }

    /**
     * One value.
     *
     * @param labels {@code unit}, {@code unit_name}, {@code period}
     */
    public record Sample(Map<String, String> labels, double value) {
    }

    /**
     * A metric.
     *
     * @param help what it means, in Chinese
     */
    public record Metric(String name, String help, List<Sample> samples) {
    }

    /**
     * All of them.
     *
     * @param named the period's name, which becomes a label
     */
    public List<Metric> metrics(Caller caller, Unit unit, String named, Period period) {
        List<Overview> units = new ArrayList<>();
        units.add(figures.overview(caller, unit, period));
        units.addAll(figures.regions(caller, unit, period, 1, null));
        List<Metric> metrics = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            String name = "tiyan_" + figure.name().toLowerCase(Locale.ROOT);
            String of = name.endsWith("_rate") ? name.substring(0, name.length() - 5) : name;
            String help = figure.chinese() + "：" + figure.definition();
            switch (figure.form()) {
                case NUMBER -> add(metrics, name, help, units, named, of(figure, value -> (double) value.value()));
                case RATE -> add(metrics, of + "_ratio", help + "；0 至 1，分母为 0 时不列", units, named, of(figure, Value::rate));
                case AVERAGE -> add(metrics, of + "_average", help + "；分母为 0 时不列", units, named, of(figure, Value::average));
            }
            if (figure.denominator() != null) {
                add(metrics, of + "_of", figure.chinese() + "的分母", units, named, of(figure, value -> value.of() == null ? null : Double.valueOf(value.of())));
            }
        }
        add(metrics, "tiyan_figures_as_of_timestamp_seconds", "已计入的最近一个事件的时间", units, named, overview -> seconds(overview.asOf()));
        add(metrics, "tiyan_figures_incomplete_since_timestamp_seconds", "尚未计入的最早一个事件的时间；无缺口时不列", units, named, overview -> seconds(overview.incompleteSince()));
        return metrics;
    }

    private static Function<Overview, @Nullable Double> of(Figure figure, Function<Value, @Nullable Double> value) {
        return overview -> value.apply(Objects.requireNonNull(overview.figures().get(figure)));
    }

    private static @Nullable Double seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli() / 1000.0;
    }

    private static void add(List<Metric> metrics, String name, String help, List<Overview> units, String period, Function<Overview, @Nullable Double> value) {
        List<Sample> samples = new ArrayList<>();
        for (Overview overview : units) {
            Double found = value.apply(overview);
            if (found != null) {
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put("unit", overview.unit());
                labels.put("unit_name", overview.unitName());
                labels.put("period", period);
                samples.add(new Sample(labels, found));
            }
        }
        metrics.add(new Metric(name, help, samples));
    }
}
