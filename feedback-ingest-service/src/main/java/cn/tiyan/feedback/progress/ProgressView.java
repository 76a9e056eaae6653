package cn.tiyan.feedback.progress;

import cn.tiyan.contracts.vocabulary.SourceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sender is told of how the issue stands that its push led to. Holds no personal data.
 *
 * @param feedbackId the piece of feedback
 * @param source by which channel it came
 * @param key the sender's own key of it
 * @param revision counts what was told of it, from 1: of two, the higher is the newer
 * @param stage how far it has come
 * @param words the same, as the citizen may be told
 * @param merged whether it goes on together with others
 * @param since since when it stands so
 * @param registeredAt when it was registered
 * @param unit code of the unit that handles it
 * @param unitName its name
 * @param dispatchedAt when it was sent there
 * @param closedAt when it was closed or refused; absent while it is open
 * @param reason why it is not taken on
 * @param solved whether it is solved, by the last rating
 * @param satisfaction 1 to 5, 5 best, by the last rating
 */
public record ProgressView(String feedbackId, SourceKind source, String key, int revision, Stage stage, String words, boolean merged, Instant since,
        @Nullable Instant registeredAt, @Nullable String unit, @Nullable String unitName, @Nullable Instant dispatchedAt, @Nullable Instant closedAt,
        @Nullable String reason, @Nullable Boolean solved, @Nullable Integer satisfaction) {
}
