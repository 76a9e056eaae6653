package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.platform.privacy.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the guide says of an item.
 *
 * @param promise how long it takes at most; null where nothing is promised
 * @param materials in the order of the guide
 * @param visits how many times the applicant must come in person, at most
 * @param channels where it can be done, in the order of the vocabulary
 * @param crossProvince 跨省通办
 * @param fullyOnline 全程网办
 * @param oneThing part of a 一件事
 */
public record ItemContent(String name, ItemKind kind, ItemTheme theme, @Nullable Promise promise, List<Material> materials, int visits, List<Channel> channels,
        boolean crossProvince, boolean fullyOnline, boolean oneThing) {

    public ItemContent {
        name = Masking.text(name);
        materials = List.copyOf(materials);
        channels = channels.stream().distinct().sorted().toList();
    }

    /** Names of what differs, as fields of the API. */
    public List<String> differences(ItemContent other) {
        List<String> fields = new ArrayList<>();
        note(fields, "name", name, other.name);
        note(fields, "kind", kind, other.kind);
        note(fields, "theme", theme, other.theme);
        note(fields, "promise", promise, other.promise);
        note(fields, "materials", materials, other.materials);
        note(fields, "visits", visits, other.visits);
        note(fields, "channels", channels, other.channels);
        note(fields, "crossProvince", crossProvince, other.crossProvince);
        note(fields, "fullyOnline", fullyOnline, other.fullyOnline);
        note(fields, "oneThing", oneThing, other.oneThing);
        return fields;
    }

    private static void note(List<String> fields, String field, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            fields.add(field);
        }
    }
}
