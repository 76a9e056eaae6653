package cn.tiyan.experiencer.checklist;

import cn.tiyan.contracts.vocabulary.Dimension;
import java.util.Map;
import java.util.Optional;

/**
 * One released version of a checklist, which never changes (notice, section 四).
 *
 * @param version such as {@code five-dimensions.v1}
 * @param checkpoints the dimension of each checkpoint, by its code
 */
public record Checklist(String version, Map<String, Dimension> checkpoints) {

    public Checklist {
        checkpoints = Map.copyOf(checkpoints);
    }

    /** The dimension of a checkpoint; empty where this version has no such checkpoint. */
    public Optional<Dimension> dimensionOf(String checkpoint) {
        return Optional.ofNullable(checkpoints.get(checkpoint));
    }
}
