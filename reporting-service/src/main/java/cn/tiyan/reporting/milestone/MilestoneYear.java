package cn.tiyan.reporting.milestone;

import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.mapping.Document;

/** 进度安排: the calendar of one year, which the province sets (notice, section 五). There is one, for everybody. */
@Document("milestone-year")
public class MilestoneYear extends Aggregate {

    private static final String PREFIX = "msy";

    private int year;
    private List<Asked> asked;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected MilestoneYear() {
    }

    /** The calendar as the settings in force have it: each of every unit. */
    MilestoneYear(Unit province, int year, MilestonePolicy policy, Actor by, Instant at) {
        super(id(year), province.code(), province.within(), at);
        this.year = year;
        this.asked = usual(year, policy);
        noted(by, "begin", said(), at);
    }

    static String id(int year) {
        return Ids.derived(PREFIX, Integer.toString(year));
    }

    static List<Asked> usual(int year, MilestonePolicy policy) {
        return Arrays.stream(MilestoneKind.values()).map(kind -> new Asked(kind, policy.due(kind, year).toString(), java.util.Set.of(), List.of())).toList();
    }

    /**
     * Sets days and whom they are for; what is not named stays as it is.
     *
     * @throws Refusal {@code due-outside-year}
     */
    void set(List<Asked> anew, @Nullable String note, Actor by, Instant at) {
        Map<MilestoneKind, Asked> all = new EnumMap<>(MilestoneKind.class);
        asked.forEach(each -> all.put(each.kind(), each));
        for (Asked each : anew) {
            if (each.day().isBefore(LocalDate.of(year, 1, 1)) || each.day().isAfter(LocalDate.of(year + 1, 6, 30))) {
                throw Refusal.rule("due-outside-year", "milestones", each.kind().chinese() + "的截止日期应在 " + year + " 年 1 月 1 日至次年 6 月 30 日之间");
            }
            all.put(each.kind(), each);
        }
        asked = List.copyOf(all.values());
        noted(by, "set", said() + (note == null ? "" : "。" + Masking.text(note)), at);
    }

    private String said() {
        return asked.stream().map(each -> each.kind().chinese() + " " + each.due()).collect(Collectors.joining("，"));
    }

    public int year() {
        return year;
    }

    /** In the order of the calendar. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }
}
