package cn.tiyan.issue.commonproblem;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.platform.organisation.Unit;

/**
 * What triage said of an issue that makes it a case.
 *
 * @param unit the unit it is about
 * @param serviceItem the service item it is about
 */
public record Sighting(Unit unit, ServiceItemRef serviceItem, Stage stage, Dimension dimension, Cause cause) {

    Likeness likeness() {
        return new Likeness(serviceItem.code(), stage, dimension, cause);
    }
}
