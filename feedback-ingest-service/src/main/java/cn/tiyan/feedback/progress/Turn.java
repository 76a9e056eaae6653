package cn.tiyan.feedback.progress;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one event means for where its issue stands.
 *
 * @param sequence the event's number in the issue's life
 * @param feedback the piece of feedback the issue was registered for, if this is its registration and one led to it
 * @param survivor the issue it goes on as, if it was merged away
 * @param after how it stands then; given how it stood, or null where nothing was heard of it before
 */
public record Turn(String issue, long sequence, Optional<String> feedback, @Nullable String survivor, UnaryOperator<@Nullable Standing> after) {
}
