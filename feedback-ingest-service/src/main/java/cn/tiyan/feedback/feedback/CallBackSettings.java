package cn.tiyan.feedback.feedback;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How bad ratings are called back; {@code tiyan.feedback.call-backs} in Nacos.
 *
 * @param callsBeforeVerdict so many calls in vain, the last one included, and a verdict may rest on the records alone
 */
record CallBackSettings(@Min(1) @Max(10) @DefaultValue("3") int callsBeforeVerdict) {
}
