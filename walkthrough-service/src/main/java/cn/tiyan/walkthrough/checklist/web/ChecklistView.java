package cn.tiyan.walkthrough.checklist.web;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.walkthrough.checklist.Checklist;
import cn.tiyan.walkthrough.checklist.Checkpoint;
import java.util.List;

/**
 * A checklist as it is shown.
 *
 * @param version what a walkthrough names it by
 * @param newest whether new walkthroughs go by it
 */
record ChecklistView(String version, String family, int number, boolean newest, String title, String source, List<DimensionView> dimensions) {

    /** The checkpoints of one dimension; {@code name} is its Chinese name. */
    record DimensionView(Dimension dimension, String name, List<CheckpointView> checkpoints) {
    }

    /** One checkpoint. */
    record CheckpointView(String code, String text, String section) {

        static CheckpointView of(Checkpoint checkpoint) {
            return new CheckpointView(checkpoint.code(), checkpoint.text(), checkpoint.section());
        }
    }

    static ChecklistView of(Checklist checklist, boolean newest) {
        var dimensions = checklist.dimensions().stream()
                .map(dimension -> new DimensionView(dimension, dimension.chinese(),
                        checklist.of(dimension).stream().map(CheckpointView::of).toList()))
                .toList();
        return new ChecklistView(checklist.version(), checklist.family(), checklist.number(), newest, checklist.title(), checklist.source(), dimensions);
    }
}
