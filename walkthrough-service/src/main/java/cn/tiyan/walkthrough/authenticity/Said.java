package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.time.China;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** How figures are said. */
final class Said {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(China.ZONE);
    private static final int QUOTED = 60;

    private Said() {
    }

    static String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    static String minute(Instant at) {
        return MINUTE.format(at);
    }

    static String time(Duration time) {
        long minutes = time.toMinutes();
        return minutes < 60 ? minutes + " 分钟" : minutes / 60 + " 小时" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " 分钟");
    }

    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= QUOTED ? text : text.substring(0, text.offsetByCodePoints(0, QUOTED)) + "…";
    }
}
