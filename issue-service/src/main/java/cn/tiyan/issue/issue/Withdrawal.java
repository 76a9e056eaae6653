package cn.tiyan.issue.issue;

import cn.tiyan.platform.privacy.Masking;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 撤诉: the citizen withdrew what had led to the issue, or that was found to be malicious.
 *
 * @param at when
 * @param reason why, masked
 * @param malicious true where nobody withdrew it: a bad rating turned out to be malicious, and a second level confirmed that
 */
public record Withdrawal(Instant at, @Nullable String reason, @Nullable Boolean malicious) {

    /** As it stands in the history. */
    String words() {
        String what = Boolean.TRUE.equals(malicious) ? "差评经复核认定为恶意" : "诉求人已撤诉";
        return reason == null ? what : what + "：" + Masking.text(reason);
    }

    /** The same, fit to be kept. */
    Withdrawal masked() {
        return new Withdrawal(at, Masking.textIfAny(reason), malicious);
    }
}
