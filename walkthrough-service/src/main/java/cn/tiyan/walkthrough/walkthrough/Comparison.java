package cn.tiyan.walkthrough.walkthrough;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two walkthroughs of one service item, step by step: 减环节, 减时间, 减材料, 减跑动 (notice, section 三(三)1). Steps go together by their code
 * in the role's form; those without one by name, in the order they were gone through.
 *
 * @param before the earlier walkthrough
 * @param after the later one
 * @param saved before less after: more than zero is better
 * @param steps those of the earlier one in its order, then what is new
 */
public record Comparison(Side before, Side after, Counts saved, List<Pair> steps) {

    /** One of the two. */
    public record Side(String walkthroughId, Instant startedAt, Counts counts) {
    }

    /**
     * What is counted.
     *
     * @param steps 环节
     * @param minutes 时间: what the applicant spent on the steps
     * @param materials 材料: different ones that were asked for
     * @param visits 跑动: times the applicant had to come in person
     */
    public record Counts(int steps, long minutes, int materials, int visits) {

        Counts less(Counts other) {
            return new Counts(steps - other.steps, minutes - other.minutes, materials - other.materials, visits - other.visits);
        }
    }

    /**
     * One step before and after.
     *
     * @param before absent if it is new
     * @param after absent if it is no longer needed
     * @param saved absent unless it is on both sides
     * @param droppedMaterials asked for before, not any more
     * @param addedMaterials asked for only now
     */
    public record Pair(String name, @Nullable String form, @Nullable Half before, @Nullable Half after, @Nullable Counts saved,
            List<String> droppedMaterials, List<String> addedMaterials) {
    }

    /** A step on one side. */
    public record Half(long minutes, List<String> materials, int visits, StepResult result) {

        static Half of(Step step) {
            return new Half(step.minutes(), step.materials(), step.visits(), step.result());
        }
    }

    static Comparison of(Walkthrough one, Walkthrough other) {
        boolean inOrder = Comparator.comparing(Walkthrough::startedAt).thenComparing(Walkthrough::createdAt).compare(one, other) <= 0;
        Walkthrough first = inOrder ? one : other;
        Walkthrough second = inOrder ? other : one;
        Map<String, Deque<Step>> left = new HashMap<>();
        second.steps().forEach(step -> left.computeIfAbsent(key(step), _ -> new ArrayDeque<>()).add(step));
        List<Pair> pairs = new ArrayList<>();
        for (Step step : first.steps()) {
            Deque<Step> candidates = left.get(key(step));
            Step match = candidates == null ? null : candidates.poll();
            pairs.add(pair(step, match));
        }
        // What the earlier one's steps left over is new.
        second.steps().stream().filter(step -> {
            Deque<Step> rest = left.get(key(step));
            return rest != null && rest.removeFirstOccurrence(step);
        }).forEach(step -> pairs.add(pair(null, step)));
        Counts before = counts(first);
        Counts after = counts(second);
        return new Comparison(new Side(first.id(), first.startedAt(), before), new Side(second.id(), second.startedAt(), after), before.less(after),
                List.copyOf(pairs));
    }

    private static String key(Step step) {
        StepSetting setting = step.setting();
        return setting != null && setting.form() != null ? "form " + setting.form() : "name " + step.name();
    }

    private static Pair pair(@Nullable Step before, @Nullable Step after) {
        Step named = after != null ? after : Objects.requireNonNull(before);
        String form = named.setting() == null ? null : named.setting().form();
        List<String> asked = before == null ? List.of() : before.materials();
        List<String> askedNow = after == null ? List.of() : after.materials();
        Counts saved = before == null || after == null ? null : counts(List.of(before)).less(counts(List.of(after)));
        return new Pair(named.name(), form, before == null ? null : Half.of(before), after == null ? null : Half.of(after), saved,
                asked.stream().filter(material -> !askedNow.contains(material)).toList(),
                askedNow.stream().filter(material -> !asked.contains(material)).toList());
    }

    private static Counts counts(Walkthrough walkthrough) {
        return counts(walkthrough.steps());
    }

    private static Counts counts(List<Step> steps) {
        Set<String> materials = new HashSet<>();
        steps.forEach(step -> materials.addAll(step.materials()));
        return new Counts(steps.size(), steps.stream().mapToLong(Step::minutes).sum(), materials.size(), steps.stream().mapToInt(Step::visits).sum());
    }
}
