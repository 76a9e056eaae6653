package cn.tiyan.issue.calendar;

import java.util.Map;
import java.util.Set;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The schedules of 2027 and 2028, as if they were published; until it is closed. In 2028 nobody works before the tenth of January. */
public final class PublishedYears implements AutoCloseable {

    private static final String NAME = "published";

    private final ConfigurableApplicationContext context;

    public PublishedYears(ConfigurableApplicationContext context) {
        this.context = context;
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource(NAME, Map.ofEntries(
                Map.entry("tiyan.issue.calendar.years[0].year", "2027"),
                Map.entry("tiyan.issue.calendar.years[0].source.title", "国务院办公厅关于2027年部分节假日安排的通知"),
                Map.entry("tiyan.issue.calendar.years[0].source.number", "示例"),
                Map.entry("tiyan.issue.calendar.years[0].source.date", "2026-11-01"),
                Map.entry("tiyan.issue.calendar.years[0].holidays[0].name", "元旦"),
                Map.entry("tiyan.issue.calendar.years[0].holidays[0].from", "2027-01-01"),
                Map.entry("tiyan.issue.calendar.years[0].holidays[0].to", "2027-01-03"),
                Map.entry("tiyan.issue.calendar.years[1].year", "2028"),
                Map.entry("tiyan.issue.calendar.years[1].source.title", "国务院办公厅关于2028年部分节假日安排的通知"),
                Map.entry("tiyan.issue.calendar.years[1].source.number", "示例"),
                Map.entry("tiyan.issue.calendar.years[1].source.date", "2027-11-01"),
                Map.entry("tiyan.issue.calendar.years[1].holidays[0].name", "元旦"),
                Map.entry("tiyan.issue.calendar.years[1].holidays[0].from", "2028-01-01"),
                Map.entry("tiyan.issue.calendar.years[1].holidays[0].to", "2028-01-09"))));
        tell();
    }

    @Override
    public void close() {
        context.getEnvironment().getPropertySources().remove(NAME);
        tell();
    }

    private void tell() {
        context.publishEvent(new EnvironmentChangeEvent(context, Set.of("tiyan.issue.calendar.years[0].year")));
    }
}
