package cn.tiyan.issue.commonproblem;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

@PlatformTest
class SelfCheckClockIT {

    @Autowired
    private AggregateStore store;
    @Autowired
    private SelfCheckClock clock;
    @Autowired
    private ConfigurableApplicationContext context;

    @Test
    void recountsAProvisionalLastDayWhenItsYearIsPublished() {
        var order = new CommonProblemConfirmed(Ids.next(CommonProblem.PREFIX), "210000", 1, "参保登记仍收纸质证明", "逐个窗口自查", LocalDate.parse("2028-01-07"),
                List.of("210100-HRSS"));
        SelfCheck check = SelfCheck.assign(order, Bureaus.SHENYANG_HRSS, Actor.service("test"), WorkingCalendar.bundled(),
                China.begins(LocalDate.parse("2027-12-24")));
        store.insert(check);
        assertThat(read(check).provisional()).isTrue();
        var sources = context.getEnvironment().getPropertySources();
        try {
            sources.addFirst(new MapPropertySource("published", Map.ofEntries(
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
            context.publishEvent(new EnvironmentChangeEvent(context, Set.of("tiyan.issue.calendar.years[0].year")));
            clock.wakeProvisional();
            KafkaTopics.await("the last day to be counted anew", () -> !read(check).provisional());
            SelfCheck anew = read(check);
            assertThat(anew.dueOn()).isEqualTo("2028-01-14");
            assertThat(anew.wakeAt()).isEqualTo(China.begins(LocalDate.parse("2028-01-15")));
            assertThat(anew.history().getLast().action()).isEqualTo("deadline");
            assertThat(anew.history().getLast().note()).contains("2028-01-14", "工作日历已公布");
            assertThat(anew.historyIntact()).isTrue();
        } finally {
            sources.remove("published");
            context.publishEvent(new EnvironmentChangeEvent(context, Set.of("tiyan.issue.calendar.years[0].year")));
        }
    }

    private SelfCheck read(SelfCheck check) {
        return store.find(SelfCheck.class, check.id()).orElseThrow();
    }
}
