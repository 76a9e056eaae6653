package cn.tiyan.walkthrough.walkthrough;

import java.time.Instant;

/**
 * A photo that was handed in for a session.
 *
 * @param sha256 of its content, hexadecimal
 * @param type media type, told from the content
 * @param size bytes
 * @param at when it arrived
 */
public record StoredPhoto(String sha256, String type, long size, Instant at) {
}
