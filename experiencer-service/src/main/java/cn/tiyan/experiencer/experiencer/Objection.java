package cn.tiyan.experiencer.experiencer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 异议: what somebody said against an appointment during the public notice. Who it was is not kept, only of what kind.
 *
 * @param number 1 for the first
 * @param from what kind of objector
 * @param text what is objected, numbers of persons masked
 * @param recordedAt when the office entered it
 * @param decision null until decided
 */
public record Objection(int number, Objector from, String text, Instant recordedAt, @Nullable Decision decision) {

    /** What kind of objector. */
    public enum Objector {
        /** 实名个人 */
        PERSON("实名个人"),
        /** 单位或者组织 */
        ORGANISATION("单位或组织"),
        /** 匿名 */
        ANONYMOUS("匿名");

        private final String chinese;

        Objector(String chinese) {
            this.chinese = chinese;
        }

        /** The term officials see. */
        public String chinese() {
            return chinese;
        }
    }

    /**
     * What the office found.
     *
     * @param upheld whether it stands against the appointment
     * @param reason why
     * @param by account
     */
    public record Decision(boolean upheld, String reason, String by, Instant at) {
    }

    Objection decided(Decision decision) {
        return new Objection(number, from, text, recordedAt, decision);
    }
}
