package cn.tiyan.walkthrough.checklist;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a walkthrough goes by: one edition, or several together, always in the same order. No two share a code, for each prefixes its
 * own.
 *
 * @param editions at least one, each of another family
 */
public record Checklist(List<Edition> editions) {

    /** Stands between the versions of the editions it is made of. */
    static final String AND = "+";

    /** The five dimensions, then the focus topics, then the units': along one line of the tree, codes sort from the province down. */
    private static final Comparator<Edition> ORDER = Comparator.comparing((Edition edition) -> !edition.family().equals(Edition.FIVE_DIMENSIONS))
            .thenComparing(edition -> edition.unit().isPresent()).thenComparing(Edition::family);

    public Checklist {
        editions = editions.stream().sorted(ORDER).toList();
        if (editions.isEmpty() || editions.stream().map(Edition::family).distinct().count() < editions.size()) {
            throw new IllegalArgumentException("A checklist is made of editions of different families: " + editions.stream().map(Edition::version).toList());
        }
    }

    /** One edition by itself. */
    public Checklist(String family, int number, String title, String source, List<Checkpoint> checkpoints) {
        this(List.of(new Edition(family, number, title, source, checkpoints)));
    }

    /** What walkthroughs refer to it by: the versions of its editions, in order, such as {@code five-dimensions.v1+210100.v2}. */
    public String version() {
        return editions.stream().map(Edition::version).collect(Collectors.joining(AND));
    }

    /** The checkpoint with this code. */
    public Optional<Checkpoint> checkpoint(String code) {
        return editions.stream().flatMap(edition -> edition.checkpoint(code).stream()).findFirst();
    }
}
