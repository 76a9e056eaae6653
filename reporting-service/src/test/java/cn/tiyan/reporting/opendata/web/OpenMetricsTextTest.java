package cn.tiyan.reporting.opendata.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.reporting.opendata.MetricsFeed.Metric;
import cn.tiyan.reporting.opendata.MetricsFeed.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenMetricsTextTest {

    @Test
    void isTheTextFormat() {
        assertThat(OpenMetricsText.of(List.of(
                new Metric("tiyan_found", "发现问题", List.of(new Sample(Map.of("unit", "21\"0\\\n"), 12))),
                new Metric("tiyan_closure_ratio", "一\n二", List.of(new Sample(Map.of("unit", "210100"), 0.25))),
                new Metric("tiyan_none", "无", List.of())))).isEqualTo("""
                # TYPE tiyan_found gauge
                # HELP tiyan_found 发现问题
                tiyan_found{unit="21\\"0\\\\\\n"} 12
                # TYPE tiyan_closure_ratio gauge
                # UNIT tiyan_closure_ratio ratio
                # HELP tiyan_closure_ratio 一\\n二
                tiyan_closure_ratio{unit="210100"} 0.25
                # EOF
                """);
    }
}
