package cn.tiyan.feedback.sender;

import cn.tiyan.platform.refusal.Refusal;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How much each sender may push. Counted in memory by each replica: with several, a sender may push so many times as much. It is
 * there to keep one sender's flood from the others, not to meter anybody.
 */
@Component
public class Quotas {

    private final Map<String, Bucket> buckets = new LinkedHashMap<>();
    private final Map<String, Long> bursts = new LinkedHashMap<>();

    Quotas(SenderProperties properties) {
        for (SenderProperties.Entry entry : properties.senders()) {
            SenderProperties.Quota quota = entry.quota();
            if (quota != null) {
                bursts.put(entry.id(), quota.burst());
                buckets.put(entry.id(), Bucket.builder().addLimit(limit ->
                        limit.capacity(quota.burst()).refillGreedy(quota.itemsPerSecond(), Duration.ofSeconds(1))).build());
            }
        }
    }

    /**
     * Takes so many items off what the sender may push now.
     *
     * @throws Refusal too many, with the time to wait; or too large, if so many are never allowed at once
     */
    public void require(Sender sender, long items) {
        Bucket bucket = buckets.get(sender.id());
        if (bucket == null || items == 0) {
            return;
        }
        if (items > bursts.get(sender.id())) {
            throw Refusal.tooLarge("该推送方一次最多推送 " + bursts.get(sender.id()) + " 条，请分批推送");
        }
        var taken = bucket.tryConsumeAndReturnRemaining(items);
        if (!taken.isConsumed()) {
            throw Refusal.tooMany("quota-exceeded", "推送超出约定的频率，请按 Retry-After 等待后重新签名并重试", Duration.ofNanos(taken.getNanosToWaitForRefill()));
        }
    }
}
