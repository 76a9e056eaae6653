package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.text.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 政务服务事项 as one unit provides it. Each change of its content is a new version that holds from a day on; what held before is kept
 * beside it ({@link ItemEdition}). Everybody of its province may see it; its unit, and offices above, keep it.
 */
@Document("service_item")
@CompoundIndex(name = "list", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-theme", def = "{within: 1, status: 1, 'content.theme': 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-kind", def = "{within: 1, status: 1, 'content.kind': 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "cross-province", def = "{within: 1, status: 1, createdAt: -1, _id: -1}", partialFilter = "{'content.crossProvince': true}")
@CompoundIndex(name = "fully-online", def = "{within: 1, status: 1, createdAt: -1, _id: -1}", partialFilter = "{'content.fullyOnline': true}")
@CompoundIndex(name = "one-thing", def = "{within: 1, status: 1, createdAt: -1, _id: -1}", partialFilter = "{'content.oneThing': true}")
@CompoundIndex(name = "by-code", def = "{code: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "by-words", def = "{words: 1, createdAt: -1, _id: -1}")
public class ServiceItem extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "itm";

    private String code;
    private ItemContent content;
    private List<String> words;
    private int edition;
    private String from;
    private @Nullable String absentFrom;
    private ItemStatus status;
    private @Nullable String withdrawnFrom;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected ServiceItem() {
    }

    private ServiceItem(String code, ItemContent content, Unit unit, LocalDate from, Actor by, Instant at) {
        super(id(unit.code(), code), unit.code(), unit.within(), at);
        this.code = code;
        status = ItemLifecycle.BEGINNING;
        holds(content, from);
        tell("add", content.name(), by, at);
    }

    /** The identifier of the item with this code at this unit. */
    public static String id(String unit, String code) {
        return Ids.derived(PREFIX, unit + "\n" + code);
    }

    /**
     * A new item.
     *
     * @param from first day on which it is provided
     * @throws Refusal {@code item-from-in-the-future}
     */
    static ServiceItem add(String code, ItemContent content, Unit unit, LocalDate from, LocalDate today, Actor by, Instant at) {
        requirePast(from, today);
        return new ServiceItem(code, content, unit, from, by, at);
    }

    /**
     * 变更, or 恢复 of one that was withdrawn: a new version.
     *
     * @param from first day on which it holds; on the day on which the version before began, it takes its place
     * @return false if it says the same already: nothing changed
     * @throws Refusal {@code item-from-in-the-future}, {@code item-from-before-current}
     */
    boolean change(ItemContent next, LocalDate from, LocalDate today, Actor by, Instant at) {
        ItemAction action = status == ItemStatus.WITHDRAWN ? ItemAction.RESTORE : ItemAction.CHANGE;
        List<String> differences = content.differences(next);
        if (action == ItemAction.CHANGE && differences.isEmpty()) {
            return false;
        }
        var step = ItemLifecycle.TABLE.require(status, action);
        requirePast(from, today);
        requireNotBefore(from, withdrawnFrom == null ? this.from : withdrawnFrom);
        status = step.to();
        absentFrom = withdrawnFrom;
        withdrawnFrom = null;
        holds(next, from);
        tell(action.verb(), differences.isEmpty() ? null : String.join(" ", differences), by, at);
        return true;
    }

    /**
     * 取消: from this day on it is not provided.
     *
     * @return false if it is withdrawn already: nothing changed
     * @throws Refusal {@code item-from-in-the-future}, {@code item-from-before-current}
     */
    boolean withdraw(LocalDate from, LocalDate today, @Nullable String reason, Actor by, Instant at) {
        if (status == ItemStatus.WITHDRAWN) {
            return false;
        }
        var step = ItemLifecycle.TABLE.require(status, ItemAction.WITHDRAW);
        requirePast(from, today);
        requireNotBefore(from, this.from);
        status = step.to();
        withdrawnFrom = from.toString();
        tell(step.action().verb(), reason, by, at);
        return true;
    }

    private static void requirePast(LocalDate from, LocalDate today) {
        if (from.isAfter(today)) {
            throw Refusal.rule("item-from-in-the-future", "from", "生效日期不能晚于今天；到期再登记");
        }
    }

    private static void requireNotBefore(LocalDate from, String current) {
        if (from.toString().compareTo(current) < 0) {
            throw Refusal.rule("item-from-before-current", "from", "生效日期不能早于现行内容的生效日期 " + current);
        }
    }

    private void holds(ItemContent content, LocalDate from) {
        this.content = content;
        this.from = from.toString();
        words = Words.of(content.name());
        edition++;
    }

    private void tell(String action, @Nullable String note, Actor by, Instant at) {
        happened(new ServiceItemChanged(id(), unit(), code, content.name(), edition, firstDay(), status == ItemStatus.ACTIVE, content.crossProvince(),
                content.fullyOnline(), content.oneThing(), content.theme().told()), by, action, note, at);
    }

    /** What holds now, as it is kept once something else does. */
    ItemEdition asEdition() {
        return new ItemEdition(ItemEdition.id(id(), edition), id(), edition, from, absentFrom, content);
    }

    /** Item code; other units may provide an item with the same. */
    public String code() {
        return code;
    }

    /** What holds now, or held last. */
    public ItemContent content() {
        return content;
    }

    /** Which version of the content that is; they count from 1. */
    public int edition() {
        return edition;
    }

    /** First day on which it holds. */
    public LocalDate firstDay() {
        return LocalDate.parse(from);
    }

    public ItemStatus status() {
        return status;
    }

    /** First day on which it was not provided any more; null while it is. */
    public @Nullable LocalDate withdrawnFrom() {
        return withdrawnFrom == null ? null : LocalDate.parse(withdrawnFrom);
    }
}
