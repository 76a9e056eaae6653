package cn.tiyan.issue.commonproblem;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.issue.calendar.PublishedYears;
import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;

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
        try (var _ = new PublishedYears(context)) {
            clock.wakeProvisional();
            KafkaTopics.await("the last day to be counted anew", () -> !read(check).provisional());
            SelfCheck anew = read(check);
            assertThat(anew.dueOn()).isEqualTo("2028-01-14");
            assertThat(anew.wakeAt()).isEqualTo(China.begins(LocalDate.parse("2028-01-15")));
            assertThat(anew.history().getLast().action()).isEqualTo("deadline");
            assertThat(anew.history().getLast().note()).contains("2028-01-14", "工作日历已公布");
            assertThat(anew.historyIntact()).isTrue();
        }
    }

    private SelfCheck read(SelfCheck check) {
        return store.find(SelfCheck.class, check.id()).orElseThrow();
    }
}
