package cn.tiyan.feedback.progress;

import cn.tiyan.contracts.vocabulary.SourceKind;
import java.util.List;

/**
 * What an issue came from.
 *
 * @param feedback id of the piece of feedback
 * @param sender who sent it
 * @param source by which channel
 * @param key the sender's own key of it
 * @param within codes of all units that may see it
 */
public record Origin(String feedback, String sender, SourceKind source, String key, List<String> within) {
}
