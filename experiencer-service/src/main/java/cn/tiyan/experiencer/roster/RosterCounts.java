package cn.tiyan.experiencer.roster;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.experiencer.Serving.Member;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many people a roster has, and of which kinds. What nobody is is left out.
 *
 * @param people all of them
 * @param byField the fields of work of most of them first, at most {@value #MOST_FIELDS}; of the rest only the number
 * @param otherFields how many people work in other fields
 */
public record RosterCounts(int people, Map<ExperiencerCategory, Integer> byCategory, Map<AgeBand, Integer> byAgeBand, List<FieldCount> byField, int otherFields) {

    static final int MOST_FIELDS = 30;

    /** How many people work in a field. */
    public record FieldCount(String field, int people) {
    }

    static RosterCounts of(Collection<Member> members) {
        Map<ExperiencerCategory, Integer> categories = new EnumMap<>(ExperiencerCategory.class);
        Map<AgeBand, Integer> ages = new EnumMap<>(AgeBand.class);
        Map<String, Integer> fields = new HashMap<>();
        members.forEach(member -> {
            categories.merge(member.category(), 1, Integer::sum);
            ages.merge(member.ageBand(), 1, Integer::sum);
            fields.merge(member.field(), 1, Integer::sum);
        });
        List<FieldCount> most = fields.entrySet().stream().map(field -> new FieldCount(field.getKey(), field.getValue()))
                .sorted(Comparator.comparingInt(FieldCount::people).reversed().thenComparing(FieldCount::field)).limit(MOST_FIELDS).toList();
        return new RosterCounts(members.size(), categories, ages, most, members.size() - most.stream().mapToInt(FieldCount::people).sum());
    }
}
