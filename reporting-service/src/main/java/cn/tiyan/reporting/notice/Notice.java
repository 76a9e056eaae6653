package cn.tiyan.reporting.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One line of somebody's inbox. Its identifier is derived from whom it is for and what it tells of: told twice, it is there once.
 *
 * @param account whose inbox
 * @param unit as whose member they are told: in another unit they do not see it any more
 * @param title one line
 * @param text what it says
 * @param link path of what it is about
 * @param figures of a digest
 * @param unread true or absent: only those are in the index of what is unread
 * @param readAt when it was read
 * @param expiresAt when it is removed
 */
@Document("notice")
@CompoundIndex(name = "inbox", def = "{account: 1, unit: 1, at: -1, _id: -1}")
@CompoundIndex(name = "inbox-by-kind", def = "{account: 1, unit: 1, kind: 1, at: -1, _id: -1}")
@CompoundIndex(name = "unread", def = "{account: 1, unit: 1, at: -1, _id: -1}", partialFilter = "{unread: true}")
@CompoundIndex(name = "unread-by-kind", def = "{account: 1, unit: 1, kind: 1, at: -1, _id: -1}", partialFilter = "{unread: true}")
public record Notice(@Id String id, String account, String unit, NoticeKind kind, String title, String text, @Nullable String link, @Nullable Figures figures, Instant at,
        @Nullable Boolean unread, @Nullable Instant readAt, @Indexed(name = "expires", expireAfter = "0s") Instant expiresAt) {
}
