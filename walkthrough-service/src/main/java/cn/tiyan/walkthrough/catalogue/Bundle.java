package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** 一件事一次办: items of several departments that an applicant gets done as one, under the lead of one unit (牵头单位). */
@Document("service_bundle")
@CompoundIndex(name = "list", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "by-item", def = "{'content.itemIds': 1, createdAt: -1, _id: -1}")
public class Bundle extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "bdl";
    /** It joins several, or it is none. */
    public static final int FEWEST_ITEMS = 2;
    /** More than these is no "one thing". */
    public static final int MOST_ITEMS = 50;

    private String code;
    private BundleContent content;
    private String fingerprint;
    private ItemStatus status;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Bundle() {
    }

    Bundle(String code, BundleContent content, Unit lead, Actor by, Instant at) {
        super(id(lead.code(), code), lead.code(), lead.within(), at);
        this.code = code;
        this.content = content;
        fingerprint = content.fingerprint();
        status = ItemLifecycle.BEGINNING;
        noted(by, "add", content.name(), at);
    }

    /** The identifier of the bundle with this code of this unit. */
    public static String id(String unit, String code) {
        return Ids.derived(PREFIX, unit + "\n" + code);
    }

    /** 变更, or 恢复 of one that was withdrawn. */
    void change(BundleContent next, Actor by, Instant at) {
        ItemAction action = status == ItemStatus.WITHDRAWN ? ItemAction.RESTORE : ItemAction.CHANGE;
        status = ItemLifecycle.BUNDLES.require(status, action).to();
        content = next;
        noted(by, action.verb(), null, at);
    }

    /** 取消. */
    void withdraw(@Nullable String reason, Actor by, Instant at) {
        status = ItemLifecycle.BUNDLES.require(status, ItemAction.WITHDRAW).to();
        noted(by, ItemAction.WITHDRAW.verb(), reason, at);
    }

    /** Whether it was first added with this content. */
    boolean beganWith(BundleContent other) {
        return fingerprint.equals(other.fingerprint());
    }

    /** Its code, given by the unit that leads it. */
    public String code() {
        return code;
    }

    public BundleContent content() {
        return content;
    }

    public ItemStatus status() {
        return status;
    }
}
