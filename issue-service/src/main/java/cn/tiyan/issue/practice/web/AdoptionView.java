package cn.tiyan.issue.practice.web;

import cn.tiyan.issue.practice.Adoption;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An adoption as one caller sees it.
 *
 * @param version the ETag's number
 * @param unit who took the practice over
 * @param by account that did
 * @param note what it said then
 * @param effect what it says came of it
 * @param actions {@code REPORT_EFFECT}, where this caller may say what came of it
 */
record AdoptionView(
        String id, long version, String practiceId, String unit, String by, @Nullable String note, @Nullable String effect,
        Instant createdAt, Instant changedAt, List<String> actions) {

    static AdoptionView of(Adoption adoption, Caller caller) {
        return new AdoptionView(adoption.id(), adoption.version(), adoption.practiceId(), adoption.unit(), adoption.adoptedBy(),
                adoption.note(), adoption.effect(), adoption.createdAt(), adoption.changedAt(),
                adoption.reportableBy(caller) ? List.of("REPORT_EFFECT") : List.of());
    }
}
