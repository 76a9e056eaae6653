package cn.tiyan.feedback.profile;

import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message in our words.
 *
 * @param content with our names and codes
 * @param errors what could not be translated, with the sender's names
 * @param theirs the sender's name of each of our fields it has one for
 * @param used paths in the message that something was made of
 */
public record Translated(ObjectNode content, List<FieldError> errors, Map<String, String> theirs, Set<String> used) {

    /** An error in one of our fields, with the sender's name where it has one. */
    public FieldError inTheirWords(FieldError error) {
        int end = error.field().replaceFirst("[.\\[].*", "").length();
        String ours = error.field().substring(0, end);
        String name = theirs.get(ours);
        return name == null ? error : new FieldError(name + error.field().substring(end), "对应 " + ours + "：" + error.message());
    }
}
