package cn.tiyan.walkthrough.catalogue;

import static cn.tiyan.walkthrough.catalogue.ItemAction.CHANGE;
import static cn.tiyan.walkthrough.catalogue.ItemAction.RESTORE;
import static cn.tiyan.walkthrough.catalogue.ItemAction.WITHDRAW;
import static cn.tiyan.walkthrough.catalogue.ItemStatus.ACTIVE;
import static cn.tiyan.walkthrough.catalogue.ItemStatus.WITHDRAWN;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of an item, and of a bundle, as a table. */
final class ItemLifecycle {

    static final ItemStatus BEGINNING = ACTIVE;

    static final Lifecycle<ItemStatus, ItemAction> TABLE = Lifecycle.of("事项", List.of(
            new Line<>(ACTIVE, CHANGE, ACTIVE, ServiceItemChanged.class),
            new Line<>(ACTIVE, WITHDRAW, WITHDRAWN, ServiceItemChanged.class),
            new Line<>(WITHDRAWN, RESTORE, ACTIVE, ServiceItemChanged.class)));

    /** The same for 一件事, of which nobody is told. */
    static final Lifecycle<ItemStatus, ItemAction> BUNDLES = Lifecycle.of("“一件事”", List.of(
            new Line<>(ACTIVE, CHANGE, ACTIVE, null),
            new Line<>(ACTIVE, WITHDRAW, WITHDRAWN, null),
            new Line<>(WITHDRAWN, RESTORE, ACTIVE, null)));

    private ItemLifecycle() {
    }
}
