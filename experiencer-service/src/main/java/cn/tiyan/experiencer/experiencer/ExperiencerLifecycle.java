package cn.tiyan.experiencer.experiencer;

import static cn.tiyan.experiencer.experiencer.ExperiencerAction.APPOINT;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.APPROVE;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.DECIDE_OBJECTION;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.DISMISS;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.EXPIRE;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.RECORD_OBJECTION;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.REJECT;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.RENEW;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.RESIGN;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.RESUME;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.SUSPEND;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.TAKE_OVER;
import static cn.tiyan.experiencer.experiencer.ExperiencerAction.WITHDRAW;
import static cn.tiyan.experiencer.experiencer.ExperiencerStatus.APPLIED;
import static cn.tiyan.experiencer.experiencer.ExperiencerStatus.APPOINTED;
import static cn.tiyan.experiencer.experiencer.ExperiencerStatus.DISMISSED;
import static cn.tiyan.experiencer.experiencer.ExperiencerStatus.EXPIRED;
import static cn.tiyan.experiencer.experiencer.ExperiencerStatus.ON_NOTICE;
import static cn.tiyan.experiencer.experiencer.ExperiencerStatus.REJECTED;
import static cn.tiyan.experiencer.experiencer.ExperiencerStatus.RESIGNED;
import static cn.tiyan.experiencer.experiencer.ExperiencerStatus.SUSPENDED;
import static cn.tiyan.experiencer.experiencer.ExperiencerStatus.WITHDRAWN;

import cn.tiyan.contracts.experiencer.ExperiencerAppointed;
import cn.tiyan.contracts.experiencer.ExperiencerStatusChanged;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of an experiencer's record as a table: from 征集 over 公示 and 聘任 to the end of a term (notice, section 三(二)1). */
final class ExperiencerLifecycle {

    static final ExperiencerStatus BEGINNING = APPLIED;

    static final Lifecycle<ExperiencerStatus, ExperiencerAction> TABLE = Lifecycle.of("体验员", List.of(
            new Line<>(APPLIED, APPROVE, ON_NOTICE, ExperiencerStatusChanged.class),
            new Line<>(APPLIED, TAKE_OVER, APPOINTED, ExperiencerAppointed.class),
            new Line<>(APPLIED, REJECT, REJECTED, ExperiencerStatusChanged.class),
            new Line<>(APPLIED, WITHDRAW, WITHDRAWN, ExperiencerStatusChanged.class),
            new Line<>(ON_NOTICE, RECORD_OBJECTION, ON_NOTICE, null),
            new Line<>(ON_NOTICE, DECIDE_OBJECTION, ON_NOTICE, null),
            new Line<>(ON_NOTICE, APPOINT, APPOINTED, ExperiencerAppointed.class),
            new Line<>(ON_NOTICE, REJECT, REJECTED, ExperiencerStatusChanged.class),
            new Line<>(ON_NOTICE, WITHDRAW, WITHDRAWN, ExperiencerStatusChanged.class),
            new Line<>(APPOINTED, SUSPEND, SUSPENDED, ExperiencerStatusChanged.class),
            new Line<>(APPOINTED, RENEW, APPOINTED, ExperiencerStatusChanged.class),
            new Line<>(APPOINTED, RESIGN, RESIGNED, ExperiencerStatusChanged.class),
            new Line<>(APPOINTED, DISMISS, DISMISSED, ExperiencerStatusChanged.class),
            new Line<>(APPOINTED, EXPIRE, EXPIRED, ExperiencerStatusChanged.class),
            new Line<>(SUSPENDED, RESUME, APPOINTED, ExperiencerStatusChanged.class),
            new Line<>(SUSPENDED, RESIGN, RESIGNED, ExperiencerStatusChanged.class),
            new Line<>(SUSPENDED, DISMISS, DISMISSED, ExperiencerStatusChanged.class),
            new Line<>(SUSPENDED, EXPIRE, EXPIRED, ExperiencerStatusChanged.class),
            new Line<>(EXPIRED, RENEW, APPOINTED, ExperiencerStatusChanged.class)));

    private ExperiencerLifecycle() {
    }
}
