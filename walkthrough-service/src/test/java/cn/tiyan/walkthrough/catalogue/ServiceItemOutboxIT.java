package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.OutboxContract;
import java.time.Instant;
import java.time.LocalDate;

class ServiceItemOutboxIT extends OutboxContract<ServiceItem> {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @Override
    protected ServiceItem aNewAggregate() {
        return ServiceItem.add(Items.code(), Items.content("企业职工参保登记"), Items.HRSS, TODAY, TODAY, Persona.SHENYANG_DEPARTMENT.caller(), Instant.now());
    }

    @Override
    protected void command(ServiceItem item) {
        item.change(Items.content("企业职工参保登记" + item.edition()), TODAY, TODAY, Persona.SHENYANG_DEPARTMENT.caller(), Instant.now());
    }

    @Override
    protected String topic() {
        return "service-item.events";
    }
}
