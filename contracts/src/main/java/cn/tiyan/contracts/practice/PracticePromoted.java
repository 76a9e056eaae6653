package cn.tiyan.contracts.practice;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import java.util.List;

/**
 * 推广: an office recommends it to units.
 *
 * @param practiceId the practice
 * @param byUnit the office
 * @param to to these units and all below them
 */
@EventType("practice.promoted.v1")
public record PracticePromoted(
        String practiceId,
        String byUnit,
        List<String> to) implements Event {
}
