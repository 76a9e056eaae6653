package cn.tiyan.walkthrough.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.testkit.Persona;
import java.time.Instant;
import java.time.LocalDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ServiceItemTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    private static final Caller CLERK = Persona.SHENYANG_DEPARTMENT.caller();

    @Test
    void beginsWithItsFirstVersion() {
        ServiceItem item = item();
        assertThat(item.edition()).isEqualTo(1);
        assertThat(item.status()).isEqualTo(ItemStatus.ACTIVE);
        assertThat(item.sequence()).isEqualTo(1);
        assertThat(item.id()).isEqualTo(ServiceItem.id("210100-HRSS", "X1"));
    }

    @Test
    void makesNoVersionOfWhatItSaysAlready() {
        ServiceItem item = item();
        assertThat(item.change(Items.content("参保登记"), TODAY, TODAY, CLERK, NOW)).isFalse();
        assertThat(item.edition()).isEqualTo(1);
        assertThat(item.history()).hasSize(1);
        assertThat(item.change(Items.content("企业参保登记"), TODAY, TODAY, CLERK, NOW)).isTrue();
        assertThat(item.edition()).isEqualTo(2);
        assertThat(item.history().getLast().note()).isEqualTo("name");
    }

    @Test
    void refusesDaysThatAreStillToCome() {
        ServiceItem item = item();
        LocalDate tomorrow = TODAY.plusDays(1);
        assertRefused("item-from-in-the-future", () -> ServiceItem.add("X1", Items.content("参保登记"), Items.HRSS, tomorrow, TODAY, CLERK, NOW));
        assertRefused("item-from-in-the-future", () -> item.change(Items.content("别的"), tomorrow, TODAY, CLERK, NOW));
        assertRefused("item-from-in-the-future", () -> item.withdraw(tomorrow, TODAY, null, CLERK, NOW));
        assertThat(item.content().name()).isEqualTo("参保登记");
        assertThat(item.sequence()).isEqualTo(1);
    }

    @Test
    void refusesToReachBehindWhatHoldsNow() {
        ServiceItem item = item();
        LocalDate before = TODAY.minusDays(11);
        assertRefused("item-from-before-current", () -> item.change(Items.content("别的"), before, TODAY, CLERK, NOW));
        assertRefused("item-from-before-current", () -> item.withdraw(before, TODAY, null, CLERK, NOW));
        assertThat(item.status()).isEqualTo(ItemStatus.ACTIVE);
    }

    @Test
    void comesBackInANewVersionEvenIfItSaysTheSame() {
        ServiceItem item = item();
        assertThat(item.withdraw(TODAY.minusDays(5), TODAY, "合并", CLERK, NOW)).isTrue();
        assertThat(item.withdraw(TODAY, TODAY, null, CLERK, NOW)).as("again").isFalse();
        assertRefused("item-from-before-current", () -> item.change(Items.content("参保登记"), TODAY.minusDays(6), TODAY, CLERK, NOW));
        assertThat(item.withdrawnFrom()).isEqualTo(TODAY.minusDays(5));
        assertThat(item.change(Items.content("参保登记"), TODAY.minusDays(2), TODAY, CLERK, NOW)).isTrue();
        assertThat(item.status()).isEqualTo(ItemStatus.ACTIVE);
        assertThat(item.edition()).isEqualTo(2);
        assertThat(item.withdrawnFrom()).isNull();
        assertThat(item.asEdition().absentFrom()).isEqualTo(TODAY.minusDays(5).toString());
        assertThat(item.sequence()).isEqualTo(3);
    }

    private static ServiceItem item() {
        return ServiceItem.add("X1", Items.content("参保登记"), Items.HRSS, TODAY.minusDays(10), TODAY, CLERK, NOW);
    }

    private static void assertRefused(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
