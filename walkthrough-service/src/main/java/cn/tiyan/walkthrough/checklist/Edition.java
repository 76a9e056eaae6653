package cn.tiyan.walkthrough.checklist;

import cn.tiyan.contracts.vocabulary.Dimension;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One family of checkpoints in one version: the province's five dimensions, one of its focus topics, or what an office added. A
 * released version is never edited: walkthroughs refer to it.
 *
 * @param family what it is a version of: {@code five-dimensions}, a focus topic such as {@code one-thing}, or the code of the unit
 *     whose own it is
 * @param number counts the versions of its family from 1
 * @param title in Chinese
 * @param source the document it follows
 * @param checkpoints in the order they are shown
 */
public record Edition(String family, int number, String title, String source, List<Checkpoint> checkpoints) {

    /** The family every walkthrough goes by: 全不全, 通不通, 优不优, 快不快, 高不高 (notice, section 四). */
    public static final String FIVE_DIMENSIONS = "five-dimensions";

    private static final Pattern PROVINCES = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern UNITS = Pattern.compile("\\d{6}(-[A-Z0-9]{1,16})?");
    private static final Pattern SECTION = Pattern.compile("[一二三四五六](\\([一二三四五]\\)\\d?)?");

    /** @throws IllegalArgumentException saying what is wrong with it */
    public Edition {
        require(family != null && (PROVINCES.matcher(family).matches() || UNITS.matcher(family).matches()),
                "family must be lower-case words joined by dashes, or a unit: " + family);
        require(number > 0, "the versions of " + family + " count from 1");
        String version = version(family, number);
        require(title != null && !title.isBlank(), version + " has no title");
        require(source != null && !source.isBlank(), version + " has no source");
        require(checkpoints != null && !checkpoints.isEmpty(), version + " has no checkpoints");
        checkpoints = List.copyOf(checkpoints);
        boolean unit = UNITS.matcher(family).matches();
        Set<String> codes = new HashSet<>();
        for (Checkpoint checkpoint : checkpoints) {
            String code = checkpoint.code();
            require(checkpoint.dimension() != null, version + ": " + code + " has no dimension");
            String prefix = prefix(family, checkpoint.dimension());
            require(code != null && code.startsWith(prefix) && code.substring(prefix.length()).matches("-\\d\\d"), version + ": the code of a checkpoint of "
                    + checkpoint.dimension() + " must be " + prefix + "-<nn>, not " + code);
            require(codes.add(code), version + " has two checkpoints " + code);
            require(checkpoint.text() != null && !checkpoint.text().isBlank(), version + ": " + code + " says nothing");
            require(checkpoint.section() != null && (unit ? !checkpoint.section().isBlank() : SECTION.matcher(checkpoint.section()).matches()),
                    version + ": " + code + " names no section of the notice: " + checkpoint.section());
        }
        for (Dimension dimension : family.equals(FIVE_DIMENSIONS) ? Dimension.values() : new Dimension[0]) {
            require(checkpoints.stream().anyMatch(checkpoint -> checkpoint.dimension() == dimension), version + " leaves out " + dimension);
        }
    }

    private static String prefix(String family, Dimension dimension) {
        return family.equals(FIVE_DIMENSIONS) ? dimension.name()
                : UNITS.matcher(family).matches() ? family + "." + dimension : family.toUpperCase(Locale.ROOT);
    }

    /** The code of a unit's own checkpoint. */
    static String code(String unit, Dimension dimension, int number) {
        return "%s-%02d".formatted(prefix(unit, dimension), number);
    }

    /** What walkthroughs refer to it by, such as {@code five-dimensions.v1}. */
    public String version() {
        return version(family, number);
    }

    /** The unit whose own it is; empty where it is the province's, from a file. */
    public Optional<String> unit() {
        return UNITS.matcher(family).matches() ? Optional.of(family) : Optional.empty();
    }

    /** The checkpoint with this code. */
    public Optional<Checkpoint> checkpoint(String code) {
        return checkpoints.stream().filter(checkpoint -> checkpoint.code().equals(code)).findFirst();
    }

    /** The checkpoints of one dimension, in order. */
    public List<Checkpoint> of(Dimension dimension) {
        return checkpoints.stream().filter(checkpoint -> checkpoint.dimension() == dimension).toList();
    }

    /** Those of the five dimensions that it has checkpoints of, in the order of the notice. */
    public List<Dimension> dimensions() {
        return Arrays.stream(Dimension.values()).filter(dimension -> !of(dimension).isEmpty()).toList();
    }

    static String version(String family, int number) {
        return family + ".v" + number;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
