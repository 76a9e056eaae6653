package cn.tiyan.experiencer.report;

import static cn.tiyan.experiencer.report.SuggestionAction.ADOPT;
import static cn.tiyan.experiencer.report.SuggestionAction.COMPLETE;
import static cn.tiyan.experiencer.report.SuggestionAction.DECLINE;
import static cn.tiyan.experiencer.report.SuggestionAction.STUDY;
import static cn.tiyan.experiencer.report.SuggestionStatus.ADOPTED;
import static cn.tiyan.experiencer.report.SuggestionStatus.DONE;
import static cn.tiyan.experiencer.report.SuggestionStatus.NOT_ADOPTED;
import static cn.tiyan.experiencer.report.SuggestionStatus.RAISED;
import static cn.tiyan.experiencer.report.SuggestionStatus.UNDER_STUDY;

import cn.tiyan.contracts.report.SuggestionAnswered;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/**
 * The life of a suggestion as a table. What was adopted and cannot be kept is declined with a reason: it does not count as adopted
 * then, and whoever suggested it is told.
 */
final class SuggestionLifecycle {

    static final SuggestionStatus BEGINNING = RAISED;

    static final Lifecycle<SuggestionStatus, SuggestionAction> TABLE = Lifecycle.of("建议", List.of(
            new Line<>(RAISED, STUDY, UNDER_STUDY, SuggestionAnswered.class),
            new Line<>(RAISED, ADOPT, ADOPTED, SuggestionAnswered.class),
            new Line<>(RAISED, DECLINE, NOT_ADOPTED, SuggestionAnswered.class),
            new Line<>(UNDER_STUDY, ADOPT, ADOPTED, SuggestionAnswered.class),
            new Line<>(UNDER_STUDY, DECLINE, NOT_ADOPTED, SuggestionAnswered.class),
            new Line<>(ADOPTED, COMPLETE, DONE, SuggestionAnswered.class),
            new Line<>(ADOPTED, DECLINE, NOT_ADOPTED, SuggestionAnswered.class)));

    private SuggestionLifecycle() {
    }
}
