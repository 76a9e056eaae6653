package cn.tiyan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    private static final Caller CLERK = new Caller("shenyang.ban", "经办", Set.of(Role.OFFICE_CLERK), "210100");
    private static final Caller OTHER = new Caller("dalian.ban", "经办", Set.of(Role.OFFICE_CLERK), "210200");

    @Test
    void readsTheVersionFromAnETag() {
        assertThat(IfMatch.parse(" \"12\" ").version()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "*", "W/\"12\"", "\"-1\"", "\"99999999999999999999\"", "\"1\",\"2\""})
    void refusesWhatIsNoETagOfOurs(String header) {
        assertThatThrownBy(() -> IfMatch.parse(header)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED));
    }

    @Test
    void leadsARepeatedRequestToTheSameIdentifier() {
        var key = new IdempotencyKey("retry-1");
        assertThat(key.id("wlk", CLERK)).isEqualTo(key.id("wlk", CLERK)).isNotEqualTo(key.id("wlk", OTHER));
        assertThat(new IdempotencyKey(null).id("wlk", CLERK)).isNotEqualTo(new IdempotencyKey(null).id("wlk", CLERK));
        assertThatThrownBy(() -> new IdempotencyKey("有空格 的")).isInstanceOf(Refusal.class);
    }
}
