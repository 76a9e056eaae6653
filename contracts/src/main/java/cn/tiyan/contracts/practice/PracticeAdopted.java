package cn.tiyan.contracts.practice;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 采用: a unit took it over. An event of the adoption, whose id is its subject.
 *
 * @param adoptionId the adoption
 * @param practiceId the practice
 * @param unit who took it over
 */
@EventType("practice.adopted.v1")
public record PracticeAdopted(
        String adoptionId,
        String practiceId,
        String unit) implements Event {
}
