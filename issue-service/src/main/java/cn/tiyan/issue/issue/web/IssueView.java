package cn.tiyan.issue.issue.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.issue.issue.Acting;
import cn.tiyan.issue.issue.Action;
import cn.tiyan.issue.issue.Evidence;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.Phase;
import cn.tiyan.issue.issue.Rating;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.issue.issue.Submission;
import cn.tiyan.issue.issue.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An issue as one caller sees it.
 *
 * @param id its identifier
 * @param number what people call it by
 * @param version the ETag's number
 * @param unit the unit it is about
 * @param statusText the status as officials see it
 * @param phaseText the phase as officials see it
 * @param raisedBy account that may rate the result
 * @param firstRating the first word on the result
 * @param finalRating the last word on the result; the same where there was one
 * @param callBacksInVain call-backs that reached nobody
 * @param reopenings how often it was reopened
 * @param reachedAt when it last reached each status
 * @param actions what this caller may do now
 */
record IssueView(
        String id,
        String number,
        long version,
        String unit,
        SourceRef source,
        IssueKind kind,
        Severity severity,
        @Nullable Difficulty difficulty,
        @Nullable Dimension dimension,
        @Nullable ServiceItemRef serviceItem,
        String title,
        String text,
        Instant occurredAt,
        Status status,
        String statusText,
        Phase phase,
        String phaseText,
        @Nullable String handlingUnit,
        @Nullable String raisedBy,
        @Nullable String measures,
        List<EvidenceView> evidence,
        @Nullable Submission submission,
        @Nullable Verification verification,
        @Nullable RatingView firstRating,
        @Nullable RatingView finalRating,
        int callBacksInVain,
        int reopenings,
        Map<Status, Instant> reachedAt,
        Instant createdAt,
        Instant changedAt,
        List<Action> actions) {

    /** An {@link Evidence}, without where it is kept. */
    record EvidenceView(String id, String name, String type, long size, String sha256, String by, Instant at) {

        static EvidenceView of(Evidence piece) {
            return new EvidenceView(piece.evidenceId(), piece.name(), piece.type(), piece.size(), piece.sha256(), piece.by(), piece.at());
        }
    }

    /** A {@link Rating}, with its origin in words. */
    record RatingView(RatingOrigin origin, String originText, boolean solved, int satisfaction, @Nullable String text, Instant at) {

        static RatingView of(Rating rating) {
            return new RatingView(rating.origin(), rating.origin().chinese(), rating.solved(), rating.satisfaction(), rating.text(), rating.at());
        }
    }

    static IssueView of(Issue issue, Acting caller) {
        List<RatingView> ratings = issue.ratings().stream().map(RatingView::of).toList();
        return new IssueView(issue.id(), issue.number(), issue.version(), issue.unit(), issue.source(), issue.kind(), issue.severity(),
                issue.difficulty(), issue.dimension(), issue.serviceItem(), issue.title(), issue.text(), issue.occurredAt(),
                issue.status(), issue.status().chinese(), issue.status().phase(), issue.status().phase().chinese(),
                issue.handlingUnit(), issue.owner(), issue.measures(), issue.evidence().stream().map(EvidenceView::of).toList(),
                issue.submission(), issue.verification(), ratings.isEmpty() ? null : ratings.getFirst(),
                ratings.isEmpty() ? null : ratings.getLast(), issue.callBacksInVain(), issue.reopenings(), issue.reachedAt(),
                issue.createdAt(), issue.changedAt(), issue.actions(caller));
    }
}
