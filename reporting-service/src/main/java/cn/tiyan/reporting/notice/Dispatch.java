package cn.tiyan.reporting.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A notice on its way by one channel. The address is not here: it is looked up when it is sent, so that what somebody has changed or
 * switched off since holds at once.
 *
 * @param id derived from the notice and the channel
 * @param unit as whose member they are told
 * @param tries how often it was tried
 * @param sendAt when it is to be tried next; absent when there is nothing left to try
 * @param problem what the last try met; names no address
 * @param at when it was made
 * @param sentAt when it left
 */
@Document("notice-dispatch")
@CompoundIndex(name = "waiting", def = "{channel: 1, sendAt: 1}", partialFilter = "{sendAt: {$exists: true}}")
@CompoundIndex(name = "list", def = "{at: -1, _id: -1}")
@CompoundIndex(name = "list-by-channel", def = "{channel: 1, at: -1, _id: -1}")
@CompoundIndex(name = "list-by-state", def = "{state: 1, at: -1, _id: -1}")
@CompoundIndex(name = "list-by-both", def = "{channel: 1, state: 1, at: -1, _id: -1}")
public record Dispatch(@Id String id, String noticeId, String account, String unit, ChannelKind channel, String subject, String text, State state, int tries,
        @Nullable Instant sendAt, @Nullable String problem, Instant at, @Nullable Instant sentAt, @Indexed(name = "expires", expireAfter = "0s") Instant expiresAt) {

    /** What has become of it. */
    public enum State {
        /** 待发送 */
        WAITING("待发送"),
        /** 已发送 */
        SENT("已发送"),
        /** 仅记录: this channel is not connected to anything here; it did not leave */
        RECORDED("仅记录，未发送"),
        /** 已取消: they do not want it any more, have no address, or belong to another unit now */
        DROPPED("已取消"),
        /** 发送失败: tried as often as it may be */
        FAILED("发送失败");

        private final String chinese;

        State(String chinese) {
            this.chinese = chinese;
        }

        /** The term officials see. */
        public String chinese() {
            return chinese;
        }
    }
}
