package cn.tiyan.walkthrough.photo;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A photo that is kept, whichever sessions it was handed in for.
 *
 * @param sha256 of its content, hexadecimal
 * @param file key of its file
 * @param type what it is
 * @param size bytes
 * @param at when it first arrived
 */
@Document("photo")
public record Photo(@Id String sha256, String file, PhotoType type, long size, Instant at) {
}
