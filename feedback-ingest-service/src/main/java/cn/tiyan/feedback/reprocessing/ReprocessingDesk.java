package cn.tiyan.feedback.reprocessing;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** What can be done about reprocessings: begin one, see how far it is, stop it. For operators at the top of the organisation tree. */
@Service
public class ReprocessingDesk {

    private static final int TRIES = 20;

    private final ArrivalLog arrivals;
    private final Organisation organisation;
    private final AggregateStore store;
    private final Clock clock;

    ReprocessingDesk(ArrivalLog arrivals, Organisation organisation, AggregateStore store, Clock clock) {
        this.arrivals = arrivals;
        this.organisation = organisation;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Begins one, up to where the log ends at this moment. Asked again with the same id, it is the same one.
     *
     * @param from accepted at or after; null for the beginning
     * @param to kept before; null for all there is
     * @throws Refusal forbidden; malformed; a broken rule, if one is running; unavailable, if the log cannot be reached
     */
    public Reprocessing begin(String id, @Nullable Instant from, @Nullable Instant to, String why, Caller caller) {
        caller.require(Role.OPERATOR);
        Unit unit = organisation.require("unit", caller.unit());
        if (unit.parent() != null) {
            throw Refusal.forbidden("重新处理涉及全部推送方，须由省级运维人员进行");
        }
        Instant now = clock.instant();
        if (from != null && from.isAfter(now)) {
            throw Refusal.malformed("from", "不能晚于当前时间");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw Refusal.malformed("to", "应晚于 from");
        }
        var reprocessing = new Reprocessing(id, from, to, arrivals.between(from, to), why, unit.within(), caller, now);
        try {
            return store.insert(reprocessing);
        } catch (DuplicateKeyException e) {
            return store.find(Reprocessing.class, id)
                    .orElseThrow(() -> Refusal.rule("reprocessing-runs", "已有一项重新处理正在进行，请等待其完成或先将其取消"));
        }
    }

    /** One page of what the caller may see, newest first. */
    public Page<Reprocessing> page(Caller caller, int limit, @Nullable String after) {
        caller.require(Role.OPERATOR);
        return store.page(Reprocessing.class, caller.sees(), limit, after);
    }

    /** @throws Refusal not found within what the caller may see */
    public Reprocessing get(String id, Caller caller) {
        caller.require(Role.OPERATOR);
        return store.get(Reprocessing.class, id, caller);
    }

    /** Stops one. It decides nothing on a version: however far it has come meanwhile, it stops. */
    public Reprocessing cancel(String id, Caller caller) {
        caller.require(Role.OPERATOR);
        return AggregateStore.whileStale(TRIES, () -> {
            Reprocessing reprocessing = store.get(Reprocessing.class, id, caller);
            reprocessing.cancel(caller, clock.instant());
            return store.save(reprocessing);
        });
    }
}
