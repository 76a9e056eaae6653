package cn.tiyan.walkthrough.catalogue.web;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.walkthrough.catalogue.ItemContent;
import cn.tiyan.walkthrough.catalogue.ItemEdition;
import cn.tiyan.walkthrough.catalogue.ItemKind;
import cn.tiyan.walkthrough.catalogue.ItemRow;
import cn.tiyan.walkthrough.catalogue.ItemStatus;
import cn.tiyan.walkthrough.catalogue.ItemTheme;
import cn.tiyan.walkthrough.catalogue.Material;
import cn.tiyan.walkthrough.catalogue.PromiseUnit;
import cn.tiyan.walkthrough.catalogue.ServiceItems.AsOf;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item, as it is or as it was on a day.
 *
 * @param version the ETag's number
 * @param edition which version of its content this is; they count from 1
 * @param from first day on which this version holds
 * @param current whether it is the version that holds now
 * @param withdrawn whether the item is, or on that day was, not provided
 * @param status of the item now
 * @param withdrawnFrom first day on which it is not provided any more; absent while it is
 */
record ItemView(String id, long version, String unit, String code, ContentView content, int edition, LocalDate from, boolean current, boolean withdrawn,
        ItemStatus status, String statusText, @Nullable LocalDate withdrawnFrom, Instant createdAt, Instant changedAt) {

    /**
     * What the guide says of an item; {@code …Text} is what officials see.
     *
     * @param promise absent where nothing is promised
     * @param visits how many times the applicant must come in person, at most
     */
    record ContentView(String name, ItemKind kind, String kindText, ItemTheme theme, String themeText, @Nullable PromiseView promise, List<Material> materials,
            int visits, List<Channel> channels, boolean crossProvince, boolean fullyOnline, boolean oneThing) {

        static ContentView of(ItemContent content) {
            var promise = content.promise();
            return new ContentView(content.name(), content.kind(), content.kind().chinese(), content.theme(), content.theme().chinese(),
                    promise == null ? null : new PromiseView(promise.amount(), promise.unit(), promise.amount() == 0 ? "即办" : promise.amount() + " 个" + promise.unit().chinese()),
                    content.materials(), content.visits(), content.channels(), content.crossProvince(), content.fullyOnline(), content.oneThing());
        }
    }

    /** How long it takes at most; an amount of 0 is at once. */
    record PromiseView(int amount, PromiseUnit unit, String text) {
    }

    /** An item on a list. */
    record Line(String id, long version, String unit, String code, String name, ItemKind kind, String kindText, ItemTheme theme, String themeText, List<Channel> channels,
            boolean crossProvince, boolean fullyOnline, boolean oneThing, int edition, String from, ItemStatus status, String statusText, Instant createdAt) {

        static Line of(ItemRow row) {
            ItemContent content = row.content();
            return new Line(row.id(), row.version(), row.unit(), row.code(), content.name(), content.kind(), content.kind().chinese(), content.theme(),
                    content.theme().chinese(), content.channels(), content.crossProvince(), content.fullyOnline(), content.oneThing(), row.edition(), row.from(),
                    row.status(), row.status().chinese(), row.createdAt());
        }
    }

    /** A version of an item's content, and the first day on which it held. */
    record EditionView(int edition, LocalDate from, ContentView content) {

        static EditionView of(ItemEdition edition) {
            return new EditionView(edition.number(), edition.firstDay(), ContentView.of(edition.content()));
        }
    }

    static ItemView of(AsOf asOf) {
        var item = asOf.item();
        return new ItemView(item.id(), item.version(), item.unit(), item.code(), ContentView.of(asOf.content()), asOf.edition(), asOf.from(),
                asOf.edition() == item.edition(), asOf.withdrawn(), item.status(), item.status().chinese(), item.withdrawnFrom(), item.createdAt(), item.changedAt());
    }
}
