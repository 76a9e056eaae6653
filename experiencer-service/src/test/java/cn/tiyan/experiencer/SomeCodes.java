package cn.tiyan.experiencer;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Codes and numbers that no other test has used. */
public final class SomeCodes {

    private SomeCodes() {
    }

    /** A department's code below an area. */
    public static String department(String area) {
        return area + "-" + ThreadLocalRandom.current().ints(8, 'A', 'Z').mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** A mobile number. */
    public static String phone() {
        return "13" + ThreadLocalRandom.current().nextLong(100_000_000L, 1_000_000_000L);
    }
}
