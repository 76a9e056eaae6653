package cn.tiyan.feedback.sender;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.refusal.Refusal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A system that pushes.
 *
 * @param id as in the header {@code Tiyan-Sender}
 * @param name as officials see it
 * @param unit the area it speaks for; it may push nothing about units outside
 * @param channels what it may push
 * @param profile the mapping profile that translates what it pushes; null where it speaks as the schemas do
 */
public record Sender(String id, String name, String unit, Set<SourceKind> channels, @Nullable String profile) {

    /** @throws Refusal forbidden, unless it may push this channel */
    public void requireChannel(SourceKind channel) {
        if (!channels.contains(channel)) {
            throw Refusal.forbidden("该推送方未开通" + channel.chinese() + "的推送");
        }
    }
}
