package cn.tiyan.reporting.notice;

import cn.tiyan.contracts.issue.DeadlineChanged;
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.DeadlineNear;
import cn.tiyan.contracts.issue.Desk;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.issue.IssueSupervised;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.milestone.MilestoneReminded;
import cn.tiyan.contracts.milestone.MilestoneReviewed;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What events say to people: the docket first, then, of what is fresh, the notices. Both may be done again: the docket goes by
 * sequence, a notice bears an identifier derived from the event.
 */
@Component
public class Tellers {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA).withZone(China.ZONE);

    private final Docket docket;
    private final Notices notices;
    private final Readers readers;
    private final Clock clock;

    Tellers(Docket docket, Notices notices, Readers readers, Clock clock) {
        this.docket = docket;
        this.notices = notices;
        this.readers = readers;
        this.clock = clock;
    }

    /** The docket is written once for all events that were read at once. */
    public Subscription.Together together() {
        return new Subscription.Together() {
            @Override
            public void begin() {
                docket.putOff();
            }

            @Override
            public void end() {
                docket.writeTogether();
            }
        };
    }

    /** 登记. */
    public void registered(Delivery<IssueRegistered> delivery) {
        docket.titled(delivery.aggregateId(), delivery.event().title());
        docket.turned(delivery.aggregateId(), delivery.sequence(), delivery.event().desk(), false);
    }

    /**
     * It went on to somebody else, or to nobody.
     *
     * @param desk whose turn it is from now on
     */
    public void turned(Delivery<?> delivery, @Nullable Desk desk) {
        docket.turned(delivery.aggregateId(), delivery.sequence(), desk, false);
    }

    /** 核查不通过. */
    public void sentBack(Delivery<RectificationSentBack> delivery) {
        cameBack(delivery, delivery.event().desk(), "核查不通过，退回整改：", delivery.event().reason());
    }

    /** 重办. */
    public void reopened(Delivery<IssueReopened> delivery) {
        cameBack(delivery, delivery.event().desk(), "重新办理：", delivery.event().reason());
    }

    /** 退单审核. */
    public void returnReviewed(Delivery<ReturnReviewed> delivery) {
        cameBack(delivery, delivery.event().desk(), delivery.event().approved() ? "退单已同意，请重新派单：" : "退单未同意，请签收办理：", null);
    }

    private void cameBack(Delivery<?> delivery, @Nullable Desk desk, String what, @Nullable String reason) {
        docket.turned(delivery.aggregateId(), delivery.sequence(), desk, true);
        if (desk != null) {
            tell(delivery, NoticeKind.RETURNED, desk.unit(), what, reason == null ? dueBy(desk.due()) : "原因：" + reason + "。" + dueBy(desk.due()));
        }
    }

    /** A deadline was moved, paused or resumed. What earlier releases told does not say whose it is. */
    public void deadlineChanged(Delivery<DeadlineChanged> delivery) {
        Desk desk = delivery.event().desk();
        if (desk != null) {
            docket.timed(delivery.aggregateId(), delivery.sequence(), desk);
        }
    }

    /** 预警. */
    public void deadlineNear(Delivery<DeadlineNear> delivery) {
        DeadlineNear near = delivery.event();
        docket.timed(delivery.aggregateId(), delivery.sequence(), new Desk(near.unit(), near.step(), near.due()));
    }

    /** 超期升级: the unit itself is told once, and each unit above as its turn comes. */
    public void deadlineMissed(Delivery<DeadlineMissed> delivery) {
        DeadlineMissed missed = delivery.event();
        docket.timed(delivery.aggregateId(), delivery.sequence(), new Desk(missed.unit(), missed.step(), missed.due()));
        String text = missed.step().chinese() + "时限 " + MINUTE.format(missed.due()) + " 已过，承办单位 " + missed.unit() + "。";
        if (missed.level() == 1) {
            tell(delivery, NoticeKind.DEADLINE_MISSED, missed.unit(), "已超期：", text);
        }
        if (!missed.escalatedTo().equals(missed.unit()) || missed.level() > 1) {
            tell(delivery, NoticeKind.ESCALATED, missed.escalatedTo(), "超期升级（第 " + missed.level() + " 级）：", text);
        }
    }

    /** 督办. */
    public void supervised(Delivery<IssueSupervised> delivery) {
        IssueSupervised supervised = delivery.event();
        Desk desk = supervised.desk();
        if (desk != null) {
            docket.timed(delivery.aggregateId(), delivery.sequence(), desk);
            tell(delivery, NoticeKind.SUPERVISED, desk.unit(), "督办：", "督办单位 " + supervised.byUnit() + "，请于 " + MINUTE.format(supervised.due()) + " 前反馈。");
        }
    }

    private static String dueBy(@Nullable Instant due) {
        return due == null ? "计时已暂停。" : "时限 " + MINUTE.format(due) + "。";
    }

    private void tell(Delivery<?> delivery, NoticeKind kind, String unit, String what, String text) {
        if (fresh(delivery.time())) {
            notices.tell(unit, new Notices.Tidings(kind, delivery.aggregateId() + "\n" + delivery.sequence(), oneLine(what + docket.title(delivery.aggregateId())), text,
                    "/api/v1/issues/" + delivery.aggregateId(), null));
        }
    }

    /** 报送提醒. */
    public void milestoneReminded(Delivery<MilestoneReminded> delivery) {
        MilestoneReminded reminded = delivery.event();
        tellOfMilestone(delivery, NoticeKind.MILESTONE_REMINDER, reminded.unit(), reminded.year() + "年" + reminded.kind().chinese() + reminded.reminder().chinese(),
                "截止日期 " + reminded.due() + "，请按时报送。");
    }

    /** 报送退回. */
    public void milestoneReviewed(Delivery<MilestoneReviewed> delivery) {
        MilestoneReviewed reviewed = delivery.event();
        if (!reviewed.accepted()) {
            tellOfMilestone(delivery, NoticeKind.MILESTONE_RETURNED, reviewed.unit(), reviewed.year() + "年" + reviewed.kind().chinese() + "被退回",
                    reviewed.reason() == null ? "请修改后重新报送。" : "原因：" + reviewed.reason() + "。请修改后重新报送。");
        }
    }

    private void tellOfMilestone(Delivery<?> delivery, NoticeKind kind, String unit, String title, String text) {
        if (fresh(delivery.time())) {
            notices.tell(unit, new Notices.Tidings(kind, delivery.aggregateId() + "\n" + delivery.sequence(), title, text, "/api/v1/milestones/" + delivery.aggregateId(), null));
        }
    }

    /** History that is read anew is no news. */
    private boolean fresh(Instant at) {
        return at.plus(Duration.ofHours(readers.policy().freshHours())).isAfter(clock.instant());
    }

    /** A line break in the subject of a mail would begin another header. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cc}+", " ");
    }
}
