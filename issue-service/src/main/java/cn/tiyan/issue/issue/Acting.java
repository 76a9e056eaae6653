package cn.tiyan.issue.issue;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A caller together with the place of the caller's unit in the tree, which decides whether somebody is independent of another
 * unit.
 *
 * @param caller who
 * @param home the caller's unit; null where this service has not heard of it (yet)
 */
public record Acting(Caller caller, @Nullable Unit home) implements Actor {

    /** The caller with the unit looked up. */
    public static Acting of(Caller caller, Organisation organisation) {
        return new Acting(caller, organisation.find(caller.unit()).orElse(null));
    }

    @Override
    public String account() {
        return caller.account();
    }

    @Override
    public String unit() {
        return caller.unit();
    }

    /**
     * Whether the caller's unit is this one or lies below it.
     *
     * @throws UnknownReference if that cannot be told
     */
    boolean belongsTo(String code) {
        if (unit().equals(code)) {
            return true;
        }
        if (home == null) {
            throw new UnknownReference("unit", "本系统尚未收到您所在单位 " + unit() + " 的信息，请稍后再试");
        }
        return home.isWithin(code);
    }
}
