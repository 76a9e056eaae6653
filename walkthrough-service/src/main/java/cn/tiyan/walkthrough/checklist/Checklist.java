package cn.tiyan.walkthrough.checklist;

import cn.tiyan.contracts.vocabulary.Dimension;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A checklist in one version. A released version is never edited: walkthroughs refer to it.
 *
 * @param family what it is a version of, such as {@code five-dimensions}
 * @param number counts the versions of its family from 1
 * @param title in Chinese
 * @param source the document it follows
 * @param checkpoints in the order they are shown
 */
public record Checklist(String family, int number, String title, String source, List<Checkpoint> checkpoints) {

    private static final Pattern FAMILY = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern SECTION = Pattern.compile("[一二三四五六](\\([一二三四五]\\)\\d?)?");

    /** @throws IllegalArgumentException saying what is wrong with it */
    public Checklist {
        require(family != null && FAMILY.matcher(family).matches(), "family must be lower-case words joined by dashes: " + family);
        require(number > 0, "the versions of " + family + " count from 1");
        String version = version(family, number);
        require(title != null && !title.isBlank(), version + " has no title");
        require(source != null && !source.isBlank(), version + " has no source");
        require(checkpoints != null && !checkpoints.isEmpty(), version + " has no checkpoints");
        checkpoints = List.copyOf(checkpoints);
        Set<String> codes = new HashSet<>();
        for (Checkpoint checkpoint : checkpoints) {
            String code = checkpoint.code();
            require(checkpoint.dimension() != null, version + ": " + code + " has no dimension");
            require(code != null && code.matches(checkpoint.dimension() + "-\\d\\d"), version + ": the code of a checkpoint of "
                    + checkpoint.dimension() + " must be " + checkpoint.dimension() + "-<nn>, not " + code);
            require(codes.add(code), version + " has two checkpoints " + code);
            require(checkpoint.text() != null && !checkpoint.text().isBlank(), version + ": " + code + " says nothing");
            require(checkpoint.section() != null && SECTION.matcher(checkpoint.section()).matches(),
                    version + ": " + code + " names no section of the notice: " + checkpoint.section());
        }
        for (Dimension dimension : Dimension.values()) {
            require(checkpoints.stream().anyMatch(checkpoint -> checkpoint.dimension() == dimension), version + " leaves out " + dimension);
        }
    }

    /** What walkthroughs refer to it by, such as {@code five-dimensions.v1}. */
    public String version() {
        return version(family, number);
    }

    /** The checkpoint with this code. */
    public Optional<Checkpoint> checkpoint(String code) {
        return checkpoints.stream().filter(checkpoint -> checkpoint.code().equals(code)).findFirst();
    }

    /** The checkpoints of one dimension, in order. */
    public List<Checkpoint> of(Dimension dimension) {
        return checkpoints.stream().filter(checkpoint -> checkpoint.dimension() == dimension).toList();
    }

    /** The dimensions, in the order of the notice. */
    public List<Dimension> dimensions() {
        return Arrays.stream(Dimension.values()).filter(dimension -> !of(dimension).isEmpty()).toList();
    }

    private static String version(String family, int number) {
        return family + ".v" + number;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
