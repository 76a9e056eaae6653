package cn.tiyan.walkthrough.checklist;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What walkthroughs go by. The province's editions come with the service; those of the offices of a walker's line are added to them,
 * never put in their place.
 */
@Component
public class Checklists {

    /** Of the province's families, and of a line of units, there are fewer. */
    private static final int MOST_EDITIONS = 16;

    private final ProvinceEditions province;
    private final Extensions extensions;
    private final Organisation organisation;

    Checklists(ProvinceEditions province, Extensions extensions, Organisation organisation) {
        this.province = province;
        this.extensions = extensions;
        this.organisation = organisation;
    }

    /** Every version of every family of the province; the five dimensions first, and of each family the newest first. */
    public List<Edition> all() {
        return province.all();
    }

    /** Whether there is no newer one of its family: for the province's. */
    public boolean isNewest(Edition edition) {
        return province.current().contains(edition);
    }

    /**
     * What a walker of this unit goes by now: the province's five dimensions and focus topics, and what the units from the province
     * down to their own added.
     *
     * @param topics focus topics to go by, such as {@code one-thing}; none if empty, all if null
     * @throws Refusal {@code topic-unknown}
     */
    public Checklist current(Unit unit, @Nullable Collection<String> topics) {
        List<Edition> editions = new ArrayList<>(province.current());
        if (topics != null) {
            Set<String> left = new TreeSet<>(topics);
            editions.removeIf(edition -> !edition.family().equals(Edition.FIVE_DIMENSIONS) && !left.remove(edition.family()));
            if (!left.isEmpty()) {
                throw Refusal.rule("topic-unknown", "topics", "没有这些专题的检查清单：" + String.join("、", left));
            }
        }
        editions.addAll(extensions.current(unit.within()));
        return new Checklist(editions);
    }

    /** The same, for the unit with this code. */
    public Checklist current(String field, String unit, @Nullable Collection<String> topics) {
        return current(organisation.require(field, unit), topics);
    }

    /** The checklist of this version; empty unless each was released. */
    public Optional<Checklist> find(String version) {
        List<String> versions = List.of(version.split("\\+", MOST_EDITIONS));
        if (versions.stream().distinct().count() < versions.size()) {
            return Optional.empty();
        }
        List<Edition> editions = new ArrayList<>();
        for (String each : versions) {
            Optional<Edition> edition = province.find(each).or(() -> extensions.released(each));
            if (edition.isEmpty() || editions.stream().anyMatch(other -> other.family().equals(edition.get().family()))) {
                return Optional.empty();
            }
            editions.add(edition.get());
        }
        return Optional.of(new Checklist(editions));
    }

    /**
     * The checklist of this version, to walk by.
     *
     * @param field the field that names it
     * @throws Refusal {@code checklist-unknown}; {@code checklist-not-the-provinces}, if it holds nothing but what offices added
     */
    public Checklist require(String field, String version) {
        Checklist found = find(version).orElseThrow(() -> Refusal.rule("checklist-unknown", field, "没有版本为 " + version + " 的检查清单"));
        if (found.editions().stream().allMatch(edition -> edition.unit().isPresent())) {
            throw Refusal.rule("checklist-not-the-provinces", field, "本单位增加的检查点与省统一的检查清单一并使用，不能代替");
        }
        return found;
    }
}
