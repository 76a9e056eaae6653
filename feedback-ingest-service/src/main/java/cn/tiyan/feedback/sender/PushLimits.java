package cn.tiyan.feedback.sender;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How large what is pushed may be. All of these bound what one request can take of memory or disk.
 *
 * @param item one push, alone or in a batch; sealed and with its headers it must still pass as one Kafka message
 * @param batch a batch as it is sent
 * @param unpacked a batch when it is unpacked
 * @param ratio how many times its packed size a batch may unpack to, once it is longer than a megabyte
 * @param items how many a batch may hold
 * @param batchesAtOnce how many batches each replica takes in at the same time, where its heap has room for them: one for each 10 MB
 */
@Validated
@ConfigurationProperties("tiyan.feedback.limits")
public record PushLimits(@DefaultValue("256KB") DataSize item, @DefaultValue("20MB") DataSize batch, @DefaultValue("200MB") DataSize unpacked,
        @DefaultValue("200") @Min(1) int ratio, @DefaultValue("10000") @Min(1) @Max(100_000) int items, @DefaultValue("32") @Min(1) int batchesAtOnce) {
}
