package cn.tiyan.reporting.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

class NoticePolicyTest {

    @Test
    void isTheSameWhetherNacosSaysNothingOrWhatItIsSeededWith() throws Exception {
        var seed = (EnumerablePropertySource<?>) new YamlPropertySourceLoader().load("seed", new FileSystemResource("../deploy/nacos/reporting-service.yml")).getFirst();
        var seeded = new HashMap<String, Object>();
        for (String name : seed.getPropertyNames()) {
            seeded.put(name, String.valueOf(seed.getProperty(name)));
        }
        assertThat(seeded).containsKey("tiyan.reporting.notice.keep-days");
        assertThat(bind(seeded)).isEqualTo(bind(Map.of()));
    }

    @Test
    void waitsTwiceAsLongAfterEachTryButNeverTooLong() {
        NoticePolicy policy = bind(Map.of());
        assertThat(List.of(policy.retryAfter(1), policy.retryAfter(2), policy.retryAfter(3), policy.retryAfter(100)))
                .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(4), Duration.ofHours(2));
    }

    @Test
    void letsMailsGoWhereTheyMay() {
        assertThat(bind(Map.of()).allows("a@example.com")).isTrue();
        NoticePolicy own = bind(Map.of("tiyan.reporting.notice.mail-domains", "ln.gov.cn"));
        assertThat(own.allows("a@LN.gov.cn")).isTrue();
        assertThat(own.allows("a@evil-ln.gov.cn")).isFalse();
        assertThat(own.allows("a@ln.gov.cn@evil.com")).isFalse();
    }

    static NoticePolicy bind(Map<String, Object> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tiyan.reporting.notice", NoticePolicy.class);
    }
}
