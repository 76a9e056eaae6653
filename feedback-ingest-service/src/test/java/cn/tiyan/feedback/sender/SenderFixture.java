package cn.tiyan.feedback.sender;

import cn.tiyan.contracts.vocabulary.SourceKind;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The senders of the configuration, for tests that need no service. */
public final class SenderFixture {

    private SenderFixture() {
    }

    public static Senders senders() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        return new Senders(new SenderProperties(List.of(
                entry("hotline-shenyang", "沈阳市12345热线", "210100", SourceKind.HOTLINE_12345, key),
                entry("rating-liaoning", "辽宁省好差评系统", "210000", SourceKind.SERVICE_RATING, key),
                entry("window-shenyang", "沈阳市政务服务中心办不成事反映窗口", "210100", SourceKind.CANNOT_GET_DONE, key))));
    }

    /** A hotline that wants to be told of everything, on this machine. */
    public static Senders told(String url, byte[] key) {
        String webhookKey = Base64.getEncoder().encodeToString(key);
        return new Senders(new SenderProperties(List.of(new SenderProperties.Entry("hotline-shenyang", "沈阳市12345热线", "210100", Set.of(SourceKind.HOTLINE_12345),
                Base64.getEncoder().encodeToString(new byte[32]), null, null, null, new SenderProperties.WebhookEntry(url, webhookKey, null, null, true), null, null))));
    }

    /** A sender with one key and nothing special about it. */
    static SenderProperties.Entry entry(String id, String name, String unit, SourceKind channel, String key) {
        return new SenderProperties.Entry(id, name, unit, Set.of(channel), key, null, null, null, null, null, null);
    }
}
