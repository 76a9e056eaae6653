package cn.tiyan.issue.intake;

import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.feedback.FeedbackCalledBack;
import cn.tiyan.contracts.feedback.FeedbackUrged;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.report.ExperienceFindingRecorded;
import cn.tiyan.contracts.report.ExperienceLookedBack;
import cn.tiyan.contracts.walkthrough.FindingRecorded;
import cn.tiyan.issue.issue.HotlineCallBack;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.RecurrenceSaid;
import cn.tiyan.issue.issue.Registration;
import cn.tiyan.issue.issue.Withdrawal;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.security.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** 登记: one issue for each source. The issue's id is derived from its source's, so a repeated event finds it there already. */
@Component
public class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final Actor INTAKE = Actor.service("issue-intake");

    private final Issues issues;
    private final Organisation organisation;

    Intake(Issues issues, Organisation organisation) {
        this.issues = issues;
        this.organisation = organisation;
    }

    /**
     * A walker found something wanting.
     *
     * @throws cn.tiyan.platform.refusal.UnknownReference if the unit is not known here (yet)
     */
    public void register(FindingRecorded finding) {
        register(finding.unit(), new Registration(new SourceRef(SourceKind.WALKTHROUGH, finding.findingId()), finding.kind(), finding.severity(),
                finding.dimension(), finding.serviceItem(), null, finding.title(), finding.text(), finding.raisedBy(),
                organisation.require("raisedIn", finding.raisedIn()), null, finding.observedAt()));
    }

    /**
     * An experiencer found something wanting. One without an account cannot rate the result: an office calls back.
     *
     * @throws cn.tiyan.platform.refusal.UnknownReference if the unit is not known here (yet)
     */
    public void register(ExperienceFindingRecorded finding) {
        register(finding.unit(), new Registration(new SourceRef(SourceKind.EXPERIENCER, finding.findingId()), finding.kind(), finding.severity(),
                finding.dimension(), finding.serviceItem(), null, finding.title(), finding.text(), finding.raisedBy(),
                organisation.require("raisedIn", finding.raisedIn()), null, finding.observedAt()));
    }

    /**
     * The experiencer was asked again after the issue was closed.
     *
     * @see #withdrawn
     */
    public void lookedBack(ExperienceLookedBack told, long sequence) {
        issues.saidAgain(new SourceRef(SourceKind.EXPERIENCER, told.findingId()), sequence, new RecurrenceSaid(told.day(), told.held(), told.text(), told.at()));
    }

    /**
     * What a citizen said calls for rectifying. The citizen has no account here: the result is rated by call-back.
     *
     * @throws cn.tiyan.platform.refusal.UnknownReference if the unit is not known here (yet)
     */
    public void register(IssueCalledFor call) {
        register(call.unit(), new Registration(new SourceRef(call.source(), call.feedbackId()), call.kind(), call.severity(),
                call.difficulty(), null, call.serviceItem(), null, call.title(), call.text(), null, null, null, call.occurredAt()));
    }

    /**
     * The citizen withdrew it, or took that back.
     *
     * @param sequence the event's number in the life of the feedback
     * @throws cn.tiyan.platform.refusal.UnknownReference if its issue is not registered (yet)
     */
    public void withdrawn(FeedbackWithdrawn told, long sequence) {
        issues.withdrawn(new SourceRef(told.source(), told.feedbackId()), sequence, told.withdrawn(), new Withdrawal(told.at(), told.reason(), told.malicious()));
    }

    /**
     * The citizen pressed for it.
     *
     * @see #withdrawn
     */
    public void urged(FeedbackUrged told, long sequence) {
        issues.urged(new SourceRef(told.source(), told.feedbackId()), sequence, told.times(), told.reason());
    }

    /**
     * The hotline asked the citizen back. Of two answers the last counts.
     *
     * @see #withdrawn
     */
    public void calledBack(FeedbackCalledBack told, long sequence) {
        Integer satisfaction = told.finalSatisfaction() == null ? told.firstSatisfaction() : told.finalSatisfaction();
        issues.calledBack(new SourceRef(told.source(), told.feedbackId()), sequence,
                new HotlineCallBack(told.at(), told.contacted(), told.solved(), satisfaction, told.staffEntered()));
    }

    private void register(String unit, Registration registration) {
        if (issues.register(organisation.require("unit", unit), registration, INTAKE).isEmpty()) {
            log.debug("{} has its issue already", registration.source());
        }
    }
}
