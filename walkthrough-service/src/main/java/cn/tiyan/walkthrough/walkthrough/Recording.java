package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.walkthrough.walkthrough.Entry.Seen;
import cn.tiyan.walkthrough.walkthrough.Entry.StepEnded;
import cn.tiyan.walkthrough.walkthrough.Entry.StepStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a session amount to. It is a function of the set of entries alone: in which order they came, how often, and
 * from how many devices makes no difference.
 *
 * <p>Two devices may both have recorded the end of one step: nothing either said is lost. Materials, remarks and the citizen's words
 * of both are joined, the larger number of visits counts, and of what can only be one thing the later.
 *
 * @param current the version of each entry that counts, as it happened
 * @param steps those that began and ended, as they began
 * @param findings as they were observed
 * @param photos SHA-256 of all that are named
 * @param snags of its own: steps that do not fit together
 */
public record Recording(List<Entry> current, List<Step> steps, List<Observed> findings, Set<String> photos, List<Snag> snags) {

    /** A finding and the entry that tells it. */
    public record Observed(String entry, Seen seen, Instant at) {
    }

    static Recording of(Collection<Entry> entries) {
        Map<String, Entry> counting = new HashMap<>();
        entries.forEach(entry -> counting.merge(entry.id(), entry, (one, other) -> Entry.COUNTS_LAST.compare(one, other) >= 0 ? one : other));
        List<Entry> current = counting.values().stream().sorted(Entry.AS_IT_HAPPENED).toList();

        Map<String, Walked> walked = new LinkedHashMap<>();
        List<Observed> findings = new ArrayList<>();
        Set<String> photos = new LinkedHashSet<>();
        for (Entry entry : current) {
            switch (entry.kind()) {
                case STEP_STARTED -> walked.computeIfAbsent(entry.requireStepStarted().setting().step(), Walked::new).started(entry);
                case STEP_ENDED -> walked.computeIfAbsent(entry.requireStepEnded().step(), Walked::new).ended(entry);
                case FINDING -> {
                    findings.add(new Observed(entry.id(), entry.requireFinding(), entry.at()));
                    photos.addAll(entry.requireFinding().photos());
                }
                case PHOTO -> photos.add(entry.requirePhoto().sha256());
                case CHECKPOINT, NOTE -> {
                }
            }
        }
        List<Snag> snags = walked.values().stream().map(Walked::snag).filter(Objects::nonNull).toList();
        List<Step> steps = walked.values().stream().filter(Walked::isWhole).sorted(Comparator.comparing(Walked::from)).map(Walked::step).toList();
        return new Recording(current, steps, List.copyOf(findings), Set.copyOf(photos), snags);
    }

    /** What was found at the checkpoints. */
    public Stream<Entry.Check> checks() {
        return current.stream().map(Entry::check).filter(Objects::nonNull);
    }

    /** One step, put together from what all devices wrote down of it. */
    private static final class Walked {

        private final String step;
        private @Nullable Entry start;
        private final List<Entry> ends = new ArrayList<>();

        Walked(String step) {
            this.step = step;
        }

        void started(Entry entry) {
            if (start == null) {
                start = entry;
            }
        }

        void ended(Entry entry) {
            ends.add(entry);
        }

        boolean isWhole() {
            return start != null && !ends.isEmpty() && !ends.getLast().at().isBefore(start.at());
        }

        Instant from() {
            return Objects.requireNonNull(start).at();
        }

        @Nullable Snag snag() {
            if (start == null) {
                return new Snag("step-never-started", ends.getFirst().id(), "步骤 " + step + " 只有结束、没有开始，请补记开始，或将该条改为备注");
            }
            String name = start.requireStepStarted().name();
            if (ends.isEmpty()) {
                return new Snag("step-never-ended", start.id(), "步骤“" + name + "”没有结束，请补记结束，或将该条改为备注");
            }
            return isWhole() ? null : new Snag("step-ends-before-start", ends.getLast().id(), "步骤“" + name + "”的结束时间早于开始时间，请更正");
        }

        Step step() {
            Entry began = Objects.requireNonNull(start);
            StepStarted what = began.requireStepStarted();
            StepEnded last = ends.getLast().requireStepEnded();
            List<StepEnded> all = ends.stream().map(Entry::requireStepEnded).toList();
            Set<String> materials = new LinkedHashSet<>();
            all.stream().map(StepEnded::materials).filter(Objects::nonNull).forEach(materials::addAll);
            StepSetting setting = what.setting();
            Boolean shared = all.stream().map(StepEnded::dataShared).filter(Objects::nonNull).reduce((_, later) -> later).orElse(setting.dataShared());
            return new Step(what.name(), began.at(), ends.getLast().at(), last.result(), List.copyOf(materials),
                    all.stream().map(StepEnded::visits).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(0),
                    all.stream().map(StepEnded::promisedMinutes).filter(Objects::nonNull).reduce((_, later) -> later).orElse(null),
                    joined(all.stream().map(StepEnded::note)), joined(all.stream().map(StepEnded::citizenWords)),
                    joined(all.stream().map(StepEnded::coordination)), joined(all.stream().map(StepEnded::callBackResult)),
                    all.stream().map(StepEnded::solved).filter(Objects::nonNull).reduce((_, later) -> later).orElse(null),
                    new StepSetting(setting.step(), setting.form(), setting.channel(), setting.end(), shared, setting.enforcement(), setting.scene()));
        }

        private static @Nullable String joined(Stream<@Nullable String> texts) {
            String text = texts.filter(Objects::nonNull).distinct().collect(Collectors.joining("\n"));
            return text.isEmpty() ? null : text;
        }
    }
}
