package cn.tiyan.reporting.cube;

import static cn.tiyan.platform.time.China.day;
import static cn.tiyan.reporting.cube.Folding.SATISFIED_FROM;
import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.feedback.FeedbackCalledBack;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.feedback.FeedbackUrged;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.platform.messaging.Delivery;
import org.jspecify.annotations.Nullable;

/** What each event of a feedback record means for the figures: counted on the day the citizen spoke, by source. */
public final class FeedbackFolding {

    private static final int BAD_BELOW = 3;

    private final Folding folding;

    public FeedbackFolding(Folding folding) {
        this.folding = folding;
    }

    /** In its newest state. */
    public void recorded(Delivery<FeedbackRecorded> delivery) {
        FeedbackRecorded feedback = delivery.event();
        folding.fold(delivery, step(delivery)
                .at(folding.at(Subject.FEEDBACK, day(feedback.occurredAt()), feedback.unit(), feedback.source(), null, null, feedback.serviceItem()))
                .set(Count.FEEDBACK, true)
                .set(Count.RATINGS, feedback.satisfaction() != null)
                .set(Count.BAD_RATINGS, feedback.satisfaction() != null && feedback.satisfaction() < BAD_BELOW)
                .set(Count.BAD_RATINGS_TO_CALL_BACK, feedback.calledBack() != null)
                .set(Count.BAD_RATINGS_CALLED_BACK, Boolean.TRUE.equals(feedback.calledBack())));
    }

    /** It needs rectifying. */
    public void calledForIssue(Delivery<IssueCalledFor> delivery) {
        folding.fold(delivery, step(delivery).set(Count.CALLED_FOR_ISSUE, true));
    }

    /** 回访: the last word stands. Where nobody was reached, or staff answered, it is nobody's word. */
    public void calledBack(Delivery<FeedbackCalledBack> delivery) {
        FeedbackCalledBack said = delivery.event();
        Boolean satisfied = satisfied(said);
        boolean inPerson = !said.staffEntered() && !Boolean.FALSE.equals(said.contacted());
        folding.fold(delivery, step(delivery)
                .set(Count.CALLED_BACK, inPerson)
                .set(Count.CALLED_BACK_BY_STAFF, said.staffEntered())
                .set(Count.CALL_BACK_JUDGED, inPerson && satisfied != null)
                .set(Count.CALL_BACK_SATISFIED, inPerson && Boolean.TRUE.equals(satisfied)));
    }

    /** As it was put last: with stars, or in a word. */
    private static @Nullable Boolean satisfied(FeedbackCalledBack said) {
        Integer stars = said.finalSatisfaction() == null ? said.firstSatisfaction() : said.finalSatisfaction();
        return stars == null ? said.satisfied() : Boolean.valueOf(stars >= SATISFIED_FROM);
    }

    /** 催办. */
    public void urged(Delivery<FeedbackUrged> delivery) {
        folding.fold(delivery, step(delivery).set(Count.URGED, true).set(Count.URGES, delivery.event().times()));
    }

    /** 撤诉, or found to be malicious; or taken back. */
    public void withdrawn(Delivery<FeedbackWithdrawn> delivery) {
        boolean malicious = Boolean.TRUE.equals(delivery.event().malicious());
        folding.fold(delivery, step(delivery)
                .set(Count.WITHDRAWN, delivery.event().withdrawn() && !malicious)
                .set(Count.MALICIOUS, delivery.event().withdrawn() && malicious));
    }
}
