package cn.tiyan.issue.issue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 联席会商 (notice, section 三(四)3): units called together because one alone cannot settle it.
 *
 * @param consultationId its identifier
 * @param topic what it is about
 * @param agenda 议题
 * @param leadUnit 主办
 * @param coUnits 协办
 * @param meetsAt when they meet
 * @param by account that convened it
 * @param unit its unit
 * @param at when it was convened
 * @param minutes 会议纪要; null until it is concluded
 * @param concludedAt when it was concluded
 * @param decided whether it has the last word on whose the issue is, which had been returned too often; null if not
 */
public record Consultation(String consultationId, String topic, List<String> agenda, String leadUnit, List<String> coUnits, Instant meetsAt,
        String by, String unit, Instant at, @Nullable String minutes, @Nullable Instant concludedAt, @Nullable Boolean decided) {

    boolean open() {
        return concludedAt == null;
    }

    boolean decisive() {
        return Boolean.TRUE.equals(decided);
    }

    /** Whether this unit is called to it. */
    boolean calls(String code) {
        return leadUnit.equals(code) || coUnits.contains(code);
    }

    Consultation concluded(String minutes, @Nullable Boolean decided, Instant at) {
        return new Consultation(consultationId, topic, agenda, leadUnit, coUnits, meetsAt, by, unit, this.at, minutes, at, decided);
    }
}
