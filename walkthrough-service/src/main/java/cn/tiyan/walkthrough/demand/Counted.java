package cn.tiyan.walkthrough.demand;

import cn.tiyan.contracts.vocabulary.Dimension;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one feedback record, walkthrough, experience report or item of the catalogue comes to by what has been heard of it.
 *
 * @param item code of the service item; null while it is not known, or where there is none: then nothing is counted
 * @param name of the item
 * @param day ISO date in China: when the citizen spoke, or the walk began; empty for what has no day
 * @param parts what is counted for which line of units
 * @param calledFor whether a rule says that the feedback needs rectifying
 * @param withdrawn whether the feedback was withdrawn or found to be malicious
 */
record Counted(@Nullable String item, @Nullable String name, @Nullable String day, List<Part> parts, boolean calledFor, boolean withdrawn) {

    static final Counted NOTHING = new Counted(null, null, null, List.of(), false, false);

    Counted at(@Nullable String item, @Nullable String name, String day, List<Part> parts) {
        return new Counted(item, name, day, parts, calledFor, withdrawn);
    }

    Counted with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Counted(item, name, day, more, calledFor, withdrawn);
    }

    Counted callsForIssue() {
        return new Counted(item, name, day, parts, true, withdrawn);
    }

    Counted withdrawn(boolean now) {
        return new Counted(item, name, day, parts, calledFor, now);
    }

    /** Whether a citizen was not content. */
    boolean bad() {
        return !withdrawn && (calledFor || parts.stream().anyMatch(part -> part.counts().containsKey(Tally.BAD_RATINGS) || part.counts().containsKey(Tally.NOT_DONE)));
    }

    /** Codes of all units it counts for. */
    Set<String> units(Side side) {
        Set<String> units = new LinkedHashSet<>();
        byUnit(side).keySet().forEach(line -> units.add(line.getLast()));
        return units;
    }

    /** What it adds, by the line of each unit it counts for. */
    Map<List<String>, Map<Tally, Integer>> byUnit(Side side) {
        Map<List<String>, Map<Tally, Integer>> units = new LinkedHashMap<>();
        if (item == null || day == null) {
            return units;
        }
        for (Part part : parts) {
            for (int level = 1; level <= part.within().size(); level++) {
                Map<Tally, Integer> counts = units.computeIfAbsent(part.within().subList(0, level), _ -> new EnumMap<>(Tally.class));
                // Several lines that one walk was about do not make several walks.
                boolean once = isWhole(part.counts());
                part.counts().forEach((tally, count) -> counts.merge(tally, count, once ? Math::max : Integer::sum));
            }
        }
        if (side == Side.CITIZENS) {
            units.values().forEach(this::judge);
        } else if (side == Side.WALKERS) {
            completeWalks(units);
        }
        return units;
    }

    private void judge(Map<Tally, Integer> counts) {
        if (withdrawn) {
            counts.clear();
            counts.put(Tally.WITHDRAWN, 1);
        } else if (bad()) {
            counts.put(Tally.BAD, 1);
        }
    }

    /** Whether these are the counts of a walk or trial, not of one of its findings. */
    static boolean isWhole(Map<Tally, Integer> counts) {
        return counts.containsKey(Tally.SESSIONS) || counts.containsKey(Tally.TRIED);
    }

    /** Whether it is an official's walk. */
    boolean isWalk() {
        return parts.stream().anyMatch(part -> part.counts().containsKey(Tally.SESSIONS));
    }

    /** Whoever a finding is about was walked, too; and to find something is to have looked. */
    private void completeWalks(Map<List<String>, Map<Tally, Integer>> units) {
        Map<Tally, Integer> walk = parts.stream().map(Part::counts).filter(Counted::isWhole).findFirst().orElse(null);
        if (walk == null) {
            units.clear();
            return;
        }
        for (Map<Tally, Integer> counts : units.values()) {
            walk.forEach((tally, count) -> counts.merge(tally, count, Math::max));
            if (counts.containsKey(Tally.FINDINGS) && counts.containsKey(Tally.TRIED)) {
                counts.put(Tally.TRIED_WITH_FINDINGS, 1);
            } else if (counts.containsKey(Tally.FINDINGS)) {
                counts.put(Tally.SESSIONS_WITH_FINDINGS, 1);
                for (Dimension dimension : Dimension.values()) {
                    if (counts.containsKey(Tally.found(dimension))) {
                        counts.put(Tally.looked(dimension), 1);
                    }
                }
            }
        }
    }
}
