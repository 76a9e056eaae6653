package cn.tiyan.issue.practice;

import static cn.tiyan.issue.practice.PracticeAction.ACCEPT;
import static cn.tiyan.issue.practice.PracticeAction.ADOPT;
import static cn.tiyan.issue.practice.PracticeAction.PROMOTE;
import static cn.tiyan.issue.practice.PracticeAction.RESUBMIT;
import static cn.tiyan.issue.practice.PracticeAction.RETURN;
import static cn.tiyan.issue.practice.PracticeStatus.ACCEPTED;
import static cn.tiyan.issue.practice.PracticeStatus.PROMOTED;
import static cn.tiyan.issue.practice.PracticeStatus.RETURNED;
import static cn.tiyan.issue.practice.PracticeStatus.SUBMITTED;

import cn.tiyan.contracts.practice.PracticeAdopted;
import cn.tiyan.contracts.practice.PracticePromoted;
import cn.tiyan.contracts.practice.PracticeReviewed;
import cn.tiyan.contracts.practice.PracticeSubmitted;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of a practice as a table. Whoever adopts one adds an {@link Adoption} and leaves the practice as it is. */
final class PracticeLifecycle {

    static final PracticeStatus BEGINNING = SUBMITTED;

    static final Lifecycle<PracticeStatus, PracticeAction> TABLE = Lifecycle.of("创新做法", List.of(
            new Line<>(SUBMITTED, ACCEPT, ACCEPTED, PracticeReviewed.class),
            new Line<>(SUBMITTED, RETURN, RETURNED, PracticeReviewed.class),
            new Line<>(RETURNED, RESUBMIT, SUBMITTED, PracticeSubmitted.class),
            new Line<>(ACCEPTED, PROMOTE, PROMOTED, PracticePromoted.class),
            new Line<>(PROMOTED, PROMOTE, PROMOTED, PracticePromoted.class),
            new Line<>(PROMOTED, ADOPT, PROMOTED, PracticeAdopted.class)));

    private PracticeLifecycle() {
    }
}
