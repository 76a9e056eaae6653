package cn.tiyan.issue.commonproblem;

import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.platform.id.Ids;

/**
 * What cases of one common problem have in common.
 *
 * @param item code of the service item
 * @param stage at which stage of it
 * @param dimension in which of the five dimensions
 * @param cause why
 */
public record Likeness(String item, Stage stage, Dimension dimension, Cause cause) {

    /** The identifier of the one common problem such cases make. */
    public String problemId() {
        return Ids.derived(CommonProblem.PREFIX, item + "\n" + stage + "\n" + dimension + "\n" + cause);
    }
}
