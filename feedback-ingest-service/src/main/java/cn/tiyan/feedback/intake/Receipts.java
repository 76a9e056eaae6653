package cn.tiyan.feedback.intake;

import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.privacy.PersonalCipher;
import org.springframework.stereotype.Component;

/**
 * Receipt numbers: {@code rcp_}, 26 characters, and a mark of this platform. The mark tells a receipt that waits to be
 * processed from one that was never given, without a write for every push.
 */
@Component
public class Receipts {

    private static final String PREFIX = "rcp";
    private static final int MARK = 20;

    private final PersonalCipher cipher;

    Receipts(PersonalCipher cipher) {
        this.cipher = cipher;
    }

    String next() {
        String id = Ids.next(PREFIX);
        return id + mark(id);
    }

    /** Whether this platform gave that receipt; one is only given once its push is kept. */
    public boolean isOurs(String receipt) {
        int end = receipt.length() - MARK;
        return end > PREFIX.length() && receipt.substring(end).equals(mark(receipt.substring(0, end)));
    }

    private String mark(String id) {
        return cipher.mark("receipt", id).substring(0, MARK);
    }
}
