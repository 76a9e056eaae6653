package cn.tiyan.reporting.notice;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import cn.tiyan.reporting.milestone.Milestones;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The daily digest: what is due, late, to verify, returned, owed by the calendar. Whoever has nothing before them gets none. */
@Component
public class Digests {

    /** Where the lists behind the figures are. */
    static final String LINK = "/api/v1/issues?workList=UNIT";
    private static final int LISTED = 5;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日", Locale.CHINA);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA).withZone(China.ZONE);

    private final Docket docket;
    private final Milestones milestones;
    private final Notices notices;
    private final Readers readers;
    private final Clock clock;

    Digests(Docket docket, Milestones milestones, Notices notices, Readers readers, Clock clock) {
        this.docket = docket;
        this.milestones = milestones;
        this.notices = notices;
        this.readers = readers;
        this.clock = clock;
    }

    /** What waits for the caller's unit now: what a digest would say. */
    public Figures figures(Caller caller) {
        readers.seen(caller);
        return figures(caller.unit());
    }

    private Figures figures(String unit) {
        int soonDays = readers.policy().soonDays();
        Figures issues = docket.figures(unit, soonDays);
        Instant now = clock.instant();
        Milestones.Waiting owed = milestones.waiting(unit, now, now.plus(Duration.ofDays(soonDays)));
        return new Figures(issues.open(), issues.dueToday(), issues.dueSoon(), issues.overdue(), issues.returned(), issues.toVerify(), issues.toCallBack(), issues.toReview(),
                (int) owed.coming(), (int) owed.overdue(), (int) owed.toReview());
    }

    /**
     * The clock strikes for a reader: their digest of the day is written, once, and the next one comes due. The digest first: if it
     * cannot be written, the clock strikes again.
     */
    void strike(Reader reader, Instant now) {
        if (!readers.calledLately(reader)) {
            reader.digestAt(null, now);
            return;
        }
        Readers.Recipient recipient = readers.recipient(reader);
        if (!recipient.choice().digest() || reader.roles().stream().noneMatch(NoticeKind.DIGEST.roles()::contains)) {
            reader.digestAt(null, now);
            return;
        }
        write(recipient, China.day(now));
        reader.digestAt(recipient.choice().digestHour(), now);
    }

    private void write(Readers.Recipient recipient, LocalDate day) {
        Figures figures = figures(recipient.unit());
        if (figures.nothing()) {
            return;
        }
        String title = DAY.format(day) + "待办摘要：今日到期 " + figures.dueToday() + "，已超期 " + figures.overdue() + "，待核查 " + figures.toVerify() + "，退回重办 " + figures.returned();
        notices.tell(List.of(recipient), new Notices.Tidings(NoticeKind.DIGEST, day.toString(), title, text(recipient.unit(), figures), LINK, figures));
    }

    private String text(String unit, Figures figures) {
        int soonDays = readers.policy().soonDays();
        List<String> lines = new ArrayList<>();
        lines.add("本单位待办 " + figures.open() + " 件：今日到期 " + figures.dueToday() + " 件，" + soonDays + " 日内到期 " + figures.dueSoon() + " 件，已超期 " + figures.overdue() + " 件。");
        lines.add("其中退回重办 " + figures.returned() + " 件，待核查 " + figures.toVerify() + " 件，待回访 " + figures.toCallBack() + " 件，待审核退单 " + figures.toReview() + " 件。");
        if (figures.milestonesDue() + figures.milestonesOverdue() > 0) {
            lines.add("报送任务：" + soonDays + " 日内到期 " + figures.milestonesDue() + " 项，已逾期 " + figures.milestonesOverdue() + " 项。");
        }
        if (figures.milestonesToReview() > 0) {
            lines.add("下级报送待审核 " + figures.milestonesToReview() + " 项。");
        }
        List<Docket.Entry> soonest = docket.soonest(unit, soonDays, LISTED);
        if (!soonest.isEmpty()) {
            lines.add("最近到期：");
            soonest.forEach(entry -> lines.add("· " + (entry.title() == null ? entry.issueId() : entry.title()) + "（" + (entry.due() == null ? "" : MINUTE.format(entry.due())) + "）"));
        }
        return String.join("\n", lines);
    }
}
