package cn.tiyan.reporting.notice;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Somebody who has opened their inbox: their unit and roles as their token last said, and when their digest is due. Apart from
 * {@link Preferences}, so that what the clock writes never makes a person's own change stale.
 */
@Document("notice-reader")
@CompoundIndex(name = "of-unit", def = "{unit: 1, roles: 1, seenAt: -1}")
public class Reader extends Aggregate {

    /** Whoever calls often is not written each time. */
    private static final Duration WRITTEN_AGAIN = Duration.ofHours(12);

    private String account;
    private Set<Role> roles;
    private Instant seenAt;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Reader() {
    }

    Reader(Caller caller, Unit unit, @Nullable Integer digestHour, Instant at) {
        super(id(caller.account()), unit.code(), unit.within(), at);
        ownedBy(caller.account());
        account = caller.account();
        roles = known(caller);
        seenAt = createdAt();
        digestAt(digestHour, at);
    }

    static String id(String account) {
        return Ids.derived("ntr", account);
    }

    private static Set<Role> known(Caller caller) {
        return caller.roles().isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(caller.roles());
    }

    /**
     * They called again.
     *
     * @param digestHour null where they want no digest
     * @return false if there is nothing new to write
     */
    boolean seen(Caller caller, Unit unit, @Nullable Integer digestHour, Instant now) {
        boolean same = unit.code().equals(unit()) && unit.within().equals(within()) && roles.equals(caller.roles());
        if (same && seenAt.plus(WRITTEN_AGAIN).isAfter(now)) {
            return false;
        }
        belongsTo(unit.code(), unit.within());
        roles = known(caller);
        seenAt = now.truncatedTo(ChronoUnit.MILLIS);
        if (wakeAt() == null) {
            digestAt(digestHour, now);
        }
        return true;
    }

    /** The digest is due at this hour next. */
    void digestAt(@Nullable Integer hour, Instant now) {
        wakeAt(hour == null ? null : next(hour, now));
    }

    private static Instant next(int hour, Instant now) {
        LocalDate today = China.day(now);
        Instant at = today.atTime(hour, 0).atZone(China.ZONE).toInstant();
        return at.isAfter(now) ? at : today.plusDays(1).atTime(hour, 0).atZone(China.ZONE).toInstant();
    }

    public String account() {
        return account;
    }

    public Set<Role> roles() {
        return Set.copyOf(roles);
    }

    /** When they last called, to half a day. */
    public Instant seenAt() {
        return seenAt;
    }
}
