package cn.tiyan.walkthrough.companion;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides whether an experiencer may come along on a walkthrough. */
@Component
public class Companions {

    private static final String FIELD = "experiencerId";

    private final ExperiencerRoster roster;

    Companions(ExperiencerRoster roster) {
        this.roster = roster;
    }

    /**
     * @param startedAt when the walkthrough started; the day is the one it then was in Liaoning
     * @throws Refusal {@code experiencer-not-eligible}, {@code experiencer-not-free}, or what {@link ExperiencerRoster} says
     */
    public void require(String experiencerId, Instant startedAt) {
        Availability availability = roster.availability(experiencerId, China.day(startedAt));
        if (!availability.eligible()) {
            throw Refusal.rule("experiencer-not-eligible", FIELD, because("该体验员当日不具备体验资格", availability.reason()));
        }
        if (!availability.free()) {
            throw Refusal.rule("experiencer-not-free", FIELD, because("该体验员当日已有其他安排", availability.reason()));
        }
    }

    private static String because(String what, @Nullable String reason) {
        return reason == null || reason.isBlank() ? what : what + "：" + reason;
    }
}
