package cn.tiyan.experiencer.recruitment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.experiencer.ExperiencerPolicy;
import jakarta.validation.Validation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

/** The settings as operators write them. */
class SettingsTest {

    @Test
    void areWhatNacosIsSeededWithButForTheNotice() throws Exception {
        var seed = (EnumerablePropertySource<?>) new YamlPropertySourceLoader().load("seed", new FileSystemResource("../deploy/nacos/experiencer-service.yml")).getFirst();
        Map<String, Object> seeded = new HashMap<>();
        for (String name : seed.getPropertyNames()) {
            seeded.put(name, String.valueOf(seed.getProperty(name)));
        }
        assertThat(bind(seeded, "policy", ExperiencerPolicy.class).noticeDays()).as("locally a story is told in a minute").isZero();
        assertThat(bind(Map.of(), "policy", ExperiencerPolicy.class).noticeDays()).isEqualTo(5);
        assertThat(bind(seeded, "recruitment", RecruitmentPolicy.class)).isEqualTo(bind(Map.of(), "recruitment", RecruitmentPolicy.class));
    }

    @ParameterizedTest
    @CsvSource({"privacy-version,'a b'", "privacy-version,''", "privacy-notice,' '", "reads-per-minute,0", "writes-per-minute,100001"})
    void refuseWhatCannotBe(String name, String value) {
        var policy = bind(Map.of("tiyan.experiencer.recruitment." + name, value), "recruitment", RecruitmentPolicy.class);
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            assertThat(validation.getValidator().validate(policy)).hasSize(1);
        }
    }

    private static <T> T bind(Map<String, Object> settings, String name, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tiyan.experiencer." + name, type);
    }
}
