package cn.tiyan.issue.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Where files of evidence are kept, each under a key that is used once: a file is never changed. Content streams through, so
 * that memory does not grow with its size.
 */
interface EvidenceStore {

    /** Keeps a file; it is there in full, or not at all. */
    void store(String key, Path file) throws IOException;

    /** The file, to be closed by whoever reads it. */
    InputStream open(String key) throws IOException;

    /** Removes a file; one that is not there is no error. */
    void delete(String key);

    /**
     * Some of the keys, in their order.
     *
     * @param after only keys behind this one
     * @param before only keys ahead of this one
     */
    List<String> keys(String after, String before, int limit);
}
