package cn.tiyan.reporting.cube;

import org.jspecify.annotations.Nullable;

/** What sums can be taken apart by, beside units and time. */
public enum Facet {
    SOURCE, KIND, DIMENSION;

    @Nullable String of(Coordinates at) {
        return switch (this) {
            case SOURCE -> at.source();
            case KIND -> at.kind();
            case DIMENSION -> at.dimension();
        };
    }
}
