package cn.tiyan.walkthrough.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

/** The thresholds as operators write them. */
class AuthenticityPolicyTest {

    private static final String PREFIX = "tiyan.walkthrough.authenticity";

    @Test
    void isTheSameWhetherNacosSaysNothingOrWhatItIsSeededWith() throws Exception {
        var seed = (EnumerablePropertySource<?>) new YamlPropertySourceLoader().load("seed", new FileSystemResource("../deploy/nacos/walkthrough-service.yml")).getFirst();
        Map<String, Object> seeded = new HashMap<>();
        for (String name : seed.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                seeded.put(name, String.valueOf(seed.getProperty(name)));
            }
        }
        assertThat(seeded).hasSizeGreaterThan(20);
        assertThat(bind(seeded)).isEqualTo(bind(Map.of())).isEqualTo(Noticed.POLICY);
        assertThat(valid(bind(seeded))).isTrue();
    }

    @Test
    void takesPhrasesThatAreLeftOut() {
        assertThat(bind(Map.of(PREFIX + ".copy.phrases[0]", "窗口工作人员服务热情")).copy().phrases()).isEqualTo(List.of("窗口工作人员服务热情"));
    }

    @ParameterizedTest
    @CsvSource({"answer-days,0", "gap-hours,13", "pace.fast-share,1.5", "copy.likeness,0.3", "copy.phrases[0],短", "photo.distance,8",
            "cluster.deadlines[0],13-01", "cluster.deadlines[0],02-30", "cluster.deadlines[0],十二月", "cluster.share,0", "perfect.days,400"})
    void refusesWhatCannotBe(String name, String value) {
        boolean refused;
        try {
            refused = !valid(bind(Map.of(PREFIX + "." + name, value)));
        } catch (BindException e) {
            refused = true;
        }
        assertThat(refused).isTrue();
    }

    private static boolean valid(AuthenticityPolicy policy) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(policy).isEmpty();
        }
    }

    private static AuthenticityPolicy bind(Map<String, Object> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(PREFIX, AuthenticityPolicy.class);
    }
}
