package cn.tiyan.feedback.sender;

import cn.tiyan.contracts.vocabulary.SourceKind;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The two senders of the configuration, for tests that need no service. */
public final class SenderFixture {

    private SenderFixture() {
    }

    public static Senders senders() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        return new Senders(new SenderProperties(List.of(
                new SenderProperties.Entry("hotline-shenyang", "沈阳市12345热线", "210100", Set.of(SourceKind.HOTLINE_12345), key),
                new SenderProperties.Entry("rating-liaoning", "辽宁省好差评系统", "210000", Set.of(SourceKind.SERVICE_RATING), key))));
    }
}
