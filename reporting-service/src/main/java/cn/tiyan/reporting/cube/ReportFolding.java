package cn.tiyan.reporting.cube;

import static cn.tiyan.platform.time.China.day;
import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.report.ExperienceReportRecorded;
import cn.tiyan.contracts.report.SuggestionAnswered;
import cn.tiyan.contracts.vocabulary.SuggestionAnswer;
import cn.tiyan.platform.messaging.Delivery;

/** What each event of an experience report means for the figures: counted on the day it was tried, for the experiencer's unit, by channel. */
public final class ReportFolding {

    private final Folding folding;

    public ReportFolding(Folding folding) {
        this.folding = folding;
    }

    /** 体验报告. */
    public void recorded(Delivery<ExperienceReportRecorded> delivery) {
        ExperienceReportRecorded report = delivery.event();
        folding.fold(delivery, step(delivery)
                .at(folding.at(Subject.REPORT, day(report.startedAt()), report.unit(), report.channel(), null, null, report.serviceItem()))
                .set(Count.REPORTS, true)
                .set(Count.REPORT_STARS, report.rating())
                .set(Count.REPORT_PROBLEMS, report.problems())
                .set(Count.REPORT_DEMANDS, report.demands())
                .set(Count.SUGGESTIONS, report.suggestions()));
    }

    /** 建议答复. What was adopted and is declined after all was not adopted. */
    public void answered(Delivery<SuggestionAnswered> delivery) {
        Step step = step(delivery);
        boolean adopted = delivery.event().before() == SuggestionAnswer.ADOPTED;
        folding.fold(delivery, switch (delivery.event().answer()) {
            case ADOPTED -> step.add(Count.SUGGESTIONS_ADOPTED);
            case DONE -> step.add(Count.SUGGESTIONS_DONE);
            case NOT_ADOPTED -> adopted ? step.add(Count.SUGGESTIONS_ADOPTED, -1) : step;
            case UNDER_STUDY -> step;
        });
    }
}
