package cn.tiyan.feedback.rules;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When feedback calls for an issue; operators change this in Nacos, under {@code tiyan.feedback.rules}.
 *
 * @param raiseIssueForRatingsBelow ratings with less satisfaction (1 to 5, 5 best) do; 1 means none does
 * @param raiseIssueForHandlingModes orders with one of these do. Complaints and requests for help by default: consultations
 *     are answered by the hotline itself, and reports of wrongdoing go to discipline inspection, not to the unit concerned
 * @param raiseIssueForHardOrders orders flagged as hard do, whatever their mode (notice, section 三(一)4: 疑难工单)
 * @param raiseIssueForRepeatedOrders orders flagged as repeated do, whatever their mode: the first answer did not help
 * @param raiseIssueForWindowReports reports of what could not be got done (办不成事) with one of these reasons do: all, by default
 */
public record FeedbackRules(
        @Min(1) @Max(5) @DefaultValue("3") int raiseIssueForRatingsBelow,
        @NotNull @DefaultValue({"COMPLAINT", "HELP"}) Set<HandlingMode> raiseIssueForHandlingModes,
        @DefaultValue("true") boolean raiseIssueForHardOrders,
        @DefaultValue("true") boolean raiseIssueForRepeatedOrders,
        @NotNull @DefaultValue({"MATERIALS", "POLICY", "SEVERAL_DEPARTMENTS", "SYSTEM", "OTHER"}) Set<ReasonClass> raiseIssueForWindowReports) {
}
