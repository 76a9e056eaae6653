package cn.tiyan.experiencer.checklist;

import cn.tiyan.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The checklists as far as this process has seen them. A released version never changes, so one that was seen is kept for ever and
 * serves while walkthrough-service is away. That there is no such version is believed for {@link #BELIEVED}: a version just
 * released is taken up that fast, and made-up versions do not make many calls.
 */
@Component
public class Checklists {

    static final Duration BELIEVED = Duration.ofSeconds(10);

    private final ChecklistSource source;
    private final Clock clock;
    private final Map<String, Checklist> seen = new ConcurrentHashMap<>();
    private volatile Instant asked = Instant.EPOCH;

    Checklists(ChecklistSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * The checklist of this version.
     *
     * @param field the field that names it, for the refusal
     * @throws Refusal {@code checklist-unknown}; {@code walkthrough-service-unavailable}, if it was not seen yet and cannot be now
     */
    public Checklist require(String field, String version) {
        Checklist known = seen.get(version);
        if (known != null) {
            return known;
        }
        Instant now = clock.instant();
        if (asked.isBefore(now.minus(BELIEVED)) || asked.isAfter(now)) {
            source.all().forEach(checklist -> seen.putIfAbsent(checklist.version(), checklist));
            asked = now;
        }
        Checklist found = seen.get(version);
        if (found == null) {
            throw Refusal.rule("checklist-unknown", field, "没有版本为 " + version + " 的检查清单");
        }
        return found;
    }
}
