package cn.tiyan.walkthrough.photo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A photo that is kept, whichever sessions it was handed in for.
 *
 * @param sha256 of its content, hexadecimal
 * @param file key of its file
 * @param type what it is
 * @param size bytes
 * @param at when it first arrived
 * @param loose when it was last handed in without anybody being known to refer to it; absent once somebody is
 */
@Document("photo")
@CompoundIndex(name = "loose", def = "{loose: 1}", partialFilter = "{loose: {$exists: true}}")
public record Photo(@Id String sha256, String file, PhotoType type, long size, Instant at, @Nullable Instant loose) {
}
