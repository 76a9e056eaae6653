package cn.tiyan.platform.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days and hours are those of China, where all of this happens; wherever the machine stands. */
public final class China {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private China() {
    }

    /** The day it is then. */
    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }

    /** When a day begins. */
    public static Instant begins(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
