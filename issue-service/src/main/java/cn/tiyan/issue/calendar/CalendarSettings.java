package cn.tiyan.issue.calendar;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The years operators publish while the service runs; {@code tiyan.issue.calendar} in Nacos. What the service brings itself is
 * written the same way.
 *
 * @param years each takes the place of the bundled one of that year, if there is one
 */
record CalendarSettings(@DefaultValue List<@Valid CalendarYear> years) {

    CalendarSettings {
        years = List.copyOf(years);
        if (years.stream().map(CalendarYear::year).distinct().count() < years.size()) {
            throw new IllegalArgumentException("years 中有年份重复：" + years.stream().map(CalendarYear::year).toList());
        }
    }
}
