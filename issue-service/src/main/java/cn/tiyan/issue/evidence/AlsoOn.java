package cn.tiyan.issue.evidence;

import java.util.List;

/**
 * The other issues that the same content is on.
 *
 * @param count how many there are, seen by the caller or not; not counted far beyond a thousand
 * @param issues those the caller may see, 20 at most
 */
public record AlsoOn(long count, List<Other> issues) {

    /** On none. */
    public static final AlsoOn NONE = new AlsoOn(0, List.of());

    /**
     * One of them.
     *
     * @param number what people call it by
     */
    public record Other(String id, String number) {
    }
}
