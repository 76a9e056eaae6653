package cn.tiyan.contracts.commonproblem;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import java.util.List;

/**
 * 提请认定: cases of the same item, stage, dimension and cause have come from enough units to look like one problem.
 *
 * @param problemId the common problem
 * @param unit the lowest office over all units with cases
 * @param serviceItem the service item
 * @param stage at which stage of the service
 * @param dimension which of the five dimensions
 * @param cause why
 * @param cases how many cases there are
 * @param units the units they are about
 */
@EventType("common-problem.proposed.v1")
public record CommonProblemProposed(
        String problemId,
        String unit,
        ServiceItemRef serviceItem,
        Stage stage,
        Dimension dimension,
        Cause cause,
        int cases,
        List<String> units) implements Event {
}
