package cn.tiyan.issue.issue;

import java.time.Instant;

/**
 * A reference to a file that shows what was done.
 *
 * @param evidenceId the same for the same content in the same issue, so that handing it in twice adds it once
 * @param file where the file is kept
 * @param name its cleaned name; its ending tells its type
 * @param type media type, detected from the content
 * @param size bytes
 * @param sha256 hexadecimal
 * @param by account that handed it in
 * @param at when
 */
public record Evidence(
        String evidenceId, String file, String name, String type, long size, String sha256, String by, Instant at) {
}
