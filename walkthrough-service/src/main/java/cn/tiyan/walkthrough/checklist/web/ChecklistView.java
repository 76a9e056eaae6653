package cn.tiyan.walkthrough.checklist.web;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.walkthrough.checklist.Checkpoint;
import cn.tiyan.walkthrough.checklist.Edition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edition as it is shown.
 *
 * @param version what a walkthrough names it by
 * @param family what it is a version of
 * @param newest whether new walkthroughs go by it
 * @param unit the unit whose own it is; absent where it is the province's for all
 */
record ChecklistView(String version, String family, int number, boolean newest, String title, String source, @Nullable String unit, List<DimensionView> dimensions) {

    /** The checkpoints of one dimension; {@code name} is its Chinese name. */
    record DimensionView(Dimension dimension, String name, List<CheckpointView> checkpoints) {
    }

    /** One checkpoint. */
    record CheckpointView(String code, String text, String section) {

        static CheckpointView of(Checkpoint checkpoint) {
            return new CheckpointView(checkpoint.code(), checkpoint.text(), checkpoint.section());
        }
    }

    static ChecklistView of(Edition edition, boolean newest) {
        var dimensions = edition.dimensions().stream()
                .map(dimension -> new DimensionView(dimension, dimension.chinese(),
                        edition.of(dimension).stream().map(CheckpointView::of).toList()))
                .toList();
        return new ChecklistView(edition.version(), edition.family(), edition.number(), newest, edition.title(), edition.source(), edition.unit().orElse(null), dimensions);
    }
}
