package cn.tiyan.issue.evidence;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What a download shows: what it is for, who fetched it, when.
 *
 * @param lines from top to bottom
 */
record Watermark(List<String> lines) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(China.ZONE);
    private static final int LONGEST = 40;

    /**
     * The mark for this caller.
     *
     * @param unit the name of the caller's unit
     */
    static Watermark of(Caller caller, String unit, Instant at) {
        return new Watermark(List.of(
                "仅供办理使用 · " + TIME.format(at),
                shortened(caller.name()) + "（" + shortened(caller.account()) + "） · " + shortened(unit)));
    }

    private static String shortened(String text) {
        String seen = text.replaceAll("\\p{C}", "");
        return seen.codePointCount(0, seen.length()) <= LONGEST ? seen : seen.substring(0, seen.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
