package cn.tiyan.feedback;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.organisation.UnitChanged;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.testkit.contract.InboxContract;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** The one subscription here is to the organisation tree; arrivals are not events, see IngestIT. */
class OrganisationInboxIT extends InboxContract {

    @Autowired
    private Organisation organisation;

    @Override
    protected Event anEventAbout(String code) {
        return new UnitChanged(code, "新设的局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", code), true);
    }

    @Override
    protected String aNewAggregateId() {
        return "210100-" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 26).toUpperCase(java.util.Locale.ROOT).replaceAll("\\d", "Q");
    }

    @Override
    protected @Nullable Object effectOf(String code) {
        return organisation.find(code).orElse(null);
    }

    @Override
    protected String subscription() {
        return "organisation";
    }
}
