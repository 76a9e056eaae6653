package cn.tiyan.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.id.Ids;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PersonalCipherTest {

    private final PersonalCipher cipher = new PersonalCipher(key("data"), key("index"));
    private final Personal phone = Personal.of(Personal.Kind.PHONE, "13912345678");

    @Test
    void opensWhatItSealed() {
        byte[] sealed = cipher.seal(phone);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("1391234");
        assertThat(cipher.open(Personal.Kind.PHONE, sealed)).isEqualTo(phone);
    }

    @Test
    void sealsTheSameDataDifferentlyEachTime() {
        assertThat(cipher.seal(phone)).isNotEqualTo(cipher.seal(phone));
    }

    @Test
    void refusesWhatWasChangedOrSealedAsAnotherKindOrWithAnotherKey() {
        byte[] sealed = cipher.seal(phone);
        assertThatThrownBy(() -> cipher.open(Personal.Kind.NAME, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new PersonalCipher(key("other"), key("index")).open(Personal.Kind.PHONE, sealed)).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> cipher.open(Personal.Kind.PHONE, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void indexesEqualDataAlikeHoweverItIsTyped() {
        assertThat(cipher.index(Personal.of(Personal.Kind.PHONE, " １３９１２３４５６７８ "))).isEqualTo(cipher.index(phone));
        assertThat(cipher.index(Personal.of(Personal.Kind.IDENTITY, "13912345678"))).isNotEqualTo(cipher.index(phone));
        assertThat(new PersonalCipher(key("data"), key("other")).index(phone)).isNotEqualTo(cipher.index(phone));
    }

    @Test
    void refusesKeysThatAreNotKeys() {
        assertThatThrownBy(() -> new PersonalCipher(new byte[16], key("index"))).hasMessageContaining("TIYAN_DATA_KEY");
    }

    private static byte[] key(String purpose) {
        return Ids.sha256(purpose.getBytes(StandardCharsets.UTF_8));
    }
}
