package cn.tiyan.experiencer.publicity;

import cn.tiyan.contracts.publicity.PublicityRecorded;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 宣传记录: what came out in a medium about the work of experiencers (宣传员; notice, sections 三(二)3 and 六(三)). It belongs to an
 * experiencer or, where it is nobody's own work, to a unit. The same piece counts once for each of them.
 */
@Document("publicity")
@CompoundIndex(name = "list", def = "{within: 1, publishedAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-medium", def = "{within: 1, 'piece.medium': 1, publishedAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-experiencer", def = "{within: 1, experiencerId: 1, publishedAt: -1, _id: -1}", partialFilter = "{experiencerId: {$exists: true}}")
@CompoundIndex(name = "list-own", def = "{owner: 1, publishedAt: -1, _id: -1}")
@CompoundIndex(name = "sums", def = "{within: 1, status: 1, 'piece.on': 1, unit: 1, 'piece.medium': 1, 'piece.reach': 1}")
@CompoundIndex(name = Publicity.ONCE, def = "{whose: 1, key: 1}", unique = true, partialFilter = "{status: 'RECORDED'}")
public class Publicity extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "pub";
    static final String ONCE = "once";

    private @Nullable String experiencerId;
    private Piece piece;
    private Instant publishedAt;
    private PublicityStatus status;
    private @Nullable String withdrawal;
    private String whose;
    private String key;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Publicity() {
    }

    /**
     * 登记.
     *
     * @param owner account of the experiencer, if it is one's and there is one
     * @throws Refusal as {@link Piece#checked}
     */
    Publicity(String id, Unit unit, @Nullable String experiencerId, @Nullable String owner, Piece piece, Caller by, Instant at) {
        super(id, unit.code(), unit.within(), at);
        ownedBy(owner);
        this.experiencerId = experiencerId;
        this.whose = experiencerId == null ? unit.code() : experiencerId;
        this.status = PublicityLifecycle.BEGINNING;
        take(piece, at);
        tell("record", this.piece.title(), by, at);
    }

    private void take(Piece wanted, Instant at) {
        piece = wanted.checked(at);
        publishedAt = China.begins(piece.day());
        key = piece.key();
    }

    private void tell(String verb, @Nullable String note, Caller by, Instant at) {
        happened(new PublicityRecorded(id(), unit(), experiencerId, piece.medium(), piece.day(), piece.reach(), status == PublicityStatus.WITHDRAWN), by, verb, note, at);
    }

    /** 修改, whole. */
    void edit(Piece better, Caller by, Instant at) {
        Line<PublicityStatus, PublicityAction> step = permit(PublicityAction.EDIT, by);
        take(better, at);
        tell(step.action().verb(), piece.title(), by, at);
    }

    /** 撤回. */
    void withdraw(String reason, Caller by, Instant at) {
        Line<PublicityStatus, PublicityAction> step = permit(PublicityAction.WITHDRAW, by);
        status = step.to();
        withdrawal = Masking.text(reason);
        tell(step.action().verb(), withdrawal, by, at);
    }

    /** @throws Refusal forbidden; {@code not-your-publicity}; {@code illegal-transition} */
    private Line<PublicityStatus, PublicityAction> permit(PublicityAction action, Caller by) {
        Line<PublicityStatus, PublicityAction> step = PublicityLifecycle.TABLE.permit(status, action, by);
        if (!by.is(Role.OFFICE_CLERK) && !by.account().equals(owner())) {
            throw Refusal.rule("not-your-publicity", "只能修改或撤回自己的宣传记录");
        }
        return step;
    }

    /** Whether a repeated request means this record. */
    boolean isOf(String whose, Piece wanted) {
        return this.whose.equals(whose) && key.equals(wanted.key());
    }

    /** The experiencer whose work it is; null where it is a unit's. */
    public @Nullable String experiencerId() {
        return experiencerId;
    }

    public Piece piece() {
        return piece;
    }

    /** When the day began on which it came out. */
    public Instant publishedAt() {
        return publishedAt;
    }

    public PublicityStatus status() {
        return status;
    }

    /** Why it was withdrawn; null unless it was. */
    public @Nullable String withdrawal() {
        return withdrawal;
    }
}
