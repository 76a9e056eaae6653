package cn.tiyan.reporting.item;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.contracts.vocabulary.ServiceTheme;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.testkit.PlatformTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class ItemsIT {

    @Autowired
    private Items items;

    @Test
    void sayTheSameInWhicheverOrderUnitsAreHeard() {
        var random = new Random(3);
        for (int round = 0; round < 10; round++) {
            String code = Ids.next("code");
            List<Delivery<ServiceItemChanged>> all = new ArrayList<>(List.of(told(code, "itm_a", 1, "没有主题", null), told(code, "itm_b", 1, "失业登记", ServiceTheme.EMPLOYMENT),
                    told(code, "itm_c", 1, "别的名称", ServiceTheme.TRAVEL)));
            Collections.shuffle(all, random);
            all.forEach(items::changed);
            assertThat(items.names(List.of(code, "unknown"))).isEqualTo(Map.of(code, "失业登记"));
            items.changed(told(code, "itm_b", 3, "失业登记（新）", ServiceTheme.SOCIAL_SECURITY));
            items.changed(told(code, "itm_b", 2, "失业登记（旧）", ServiceTheme.EMPLOYMENT));
            assertThat(items.name(code)).isEqualTo("失业登记（新）");
            assertThat(items.byTheme(Map.of(code, round))).isEqualTo(Map.of(ServiceTheme.SOCIAL_SECURITY, Map.of(code, round)));
        }
    }

    private static Delivery<ServiceItemChanged> told(String code, String item, long sequence, String name, @Nullable ServiceTheme theme) {
        return new Delivery<>(new ServiceItemChanged(item, "210100", code, name, 1, LocalDate.parse("2026-01-01"), true, false, false, false, theme), item, sequence,
                Instant.EPOCH, "service-item.events", 0, sequence);
    }
}
