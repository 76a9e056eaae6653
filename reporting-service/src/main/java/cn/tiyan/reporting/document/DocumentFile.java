package cn.tiyan.reporting.document;

/**
 * A document that was made.
 *
 * @param key under which it is kept
 * @param name as it is saved by whoever fetches it
 * @param size in bytes
 * @param sha256 hexadecimal
 */
public record DocumentFile(String key, String name, long size, String sha256) {
}
