package cn.tiyan.experiencer;

import cn.tiyan.experiencer.experiencer.IdentityNumber;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** Identity numbers of nobody: with a right check character and a serial number no other test has used. */
public final class SomePeople {

    private SomePeople() {
    }

    /** Born on this day somewhere in Liaoning. */
    public static String bornOn(LocalDate day) {
        String start = "21%04d%s%03d".formatted(ThreadLocalRandom.current().nextInt(101, 1482), DateTimeFormatter.BASIC_ISO_DATE.format(day),
                ThreadLocalRandom.current().nextInt(1000));
        return "0123456789X".chars().mapToObj(check -> start + (char) check).filter(IdentityNumber::isValid).findFirst().orElseThrow();
    }

    /** About so old. */
    public static String aged(int years) {
        return bornOn(LocalDate.now().minusYears(years).minusDays(ThreadLocalRandom.current().nextInt(1, 300)));
    }
}
