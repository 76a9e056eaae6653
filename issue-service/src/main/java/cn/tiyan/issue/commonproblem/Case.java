package cn.tiyan.issue.commonproblem;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What an issue's newest event makes of it: a case of one common problem, or of none (any more).
 *
 * @param issueId the issue
 * @param sequence of the event this is from; nothing older replaces it
 * @param at when the issue first became a case of anything; one that is judged anew is no new case
 * @param problemId the common problem it is a case of; null if of none
 * @param unit code of the unit it is about
 * @param line codes from the province down to that unit
 * @param left common problems it was a case of before, which must be counted anew, too
 */
@Document("common_problem_case")
@CompoundIndex(name = "of-problem", def = "{problemId: 1, at: -1, _id: -1}")
record Case(
        @Id String issueId,
        long sequence,
        @Nullable Instant at,
        @Nullable String problemId,
        @Nullable String unit,
        List<String> line,
        @Nullable ServiceItemRef serviceItem,
        @Nullable Stage stage,
        @Nullable Dimension dimension,
        @Nullable Cause cause,
        List<String> left) {

    /** When it was first judged to be one; what is a case of a common problem has this. */
    Instant seen() {
        return Objects.requireNonNull(at);
    }
}
