package cn.tiyan.contracts.practice;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 成效反馈: a unit that took a practice over says what came of it. An event of the adoption, whose id is its subject.
 *
 * @param adoptionId the adoption
 * @param practiceId the practice
 * @param unit who took it over
 * @param effect what came of it; no personal data
 */
@EventType("practice.effect-reported.v1")
public record PracticeEffectReported(
        String adoptionId,
        String practiceId,
        String unit,
        String effect) implements Event {
}
