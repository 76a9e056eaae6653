package cn.tiyan.issue.evidence;

import cn.tiyan.platform.id.Ids;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Keys of stored files, such as {@code 2026/11/23/evf_01kar4x9x2m3s8q1v5t7w9y0zb}: in the order of the days they were stored. */
final class FileKey {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd/").withZone(ZoneOffset.UTC);

    private FileKey() {
    }

    /** A new key. */
    static String next(Instant at) {
        return DAY.format(at) + Ids.next("evf");
    }

    /** Smaller than every key of that day, larger than all of the days before. */
    static String firstOfDay(Instant at) {
        return DAY.format(at);
    }
}
