package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import java.util.List;

/**
 * 联席会商: units are called together.
 *
 * @param issueId the issue
 * @param consultationId the consultation
 * @param byUnit who convenes
 * @param leadUnit 主办
 * @param coUnits 协办
 */
@EventType("issue.consultation-convened.v1")
public record ConsultationConvened(
        String issueId,
        String consultationId,
        String byUnit,
        String leadUnit,
        List<String> coUnits) implements Event {
}
