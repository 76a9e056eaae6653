package cn.tiyan.experiencer.recruitment;

import cn.tiyan.experiencer.experiencer.Experiencer.Receipt;
import cn.tiyan.platform.privacy.PersonalCipher;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Numbers, query codes and link tokens that people outside are given. Codes and tokens are shown once and kept nowhere: the
 * database holds their marks.
 */
@Component
class Codes {

    private static final int TOKEN_BYTES = 32;
    private static final BigInteger NUMBERS = BigInteger.TEN.pow(14);
    /** Letters and digits nobody takes for one another. */
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CODE_LENGTH = 12;

    private final PersonalCipher cipher;
    private final SecureRandom random = new SecureRandom();

    Codes(PersonalCipher cipher) {
        this.cipher = cipher;
    }

    /** An application's number and its query code, twelve letters of 60 random bits. */
    record Issued(String number, String code) {
    }

    /** 256 random bits, as 43 characters that may stand in a link. */
    String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The same for the same request; keyed, for the identifier that comes of it is no secret, and what it is made of is. */
    String seed(String... parts) {
        return cipher.mark("application-request", String.join("\n", parts));
    }

    /**
     * The same for the same seed, so that a repeated request gets the answer it missed; nobody without the platform's key can
     * compute them.
     */
    Issued issue(String seed) {
        String number = "SQ%014d".formatted(new BigInteger(cipher.mark("application-number", seed), 16).mod(NUMBERS));
        BigInteger bits = new BigInteger(cipher.mark("application-code", seed), 16);
        var code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(bits.shiftRight(5 * i).intValue() & 31));
        }
        return new Issued(number, code.toString());
    }

    Receipt receipt(Issued issued, String privacyNotice) {
        return new Receipt(issued.number(), codeMark(issued.number(), issued.code()), privacyNotice);
    }

    /** Whether this is the code, however it is written; in the same time for every wrong one. */
    boolean matches(Receipt receipt, String code) {
        return MessageDigest.isEqual(codeMark(receipt.number(), code).getBytes(StandardCharsets.US_ASCII), receipt.mark().getBytes(StandardCharsets.US_ASCII));
    }

    String tokenMark(String token) {
        return cipher.mark("invitation-token", token);
    }

    private String codeMark(String number, String code) {
        String plain = code.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "").replace('O', '0').replace('I', '1').replace('L', '1');
        return cipher.mark("application-query", number + "\n" + plain);
    }
}
