package cn.tiyan.experiencer.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

/** The settings as operators write them. */
class ActivityPolicyTest {

    @Test
    void isTheSameWhetherNacosSaysNothingOrWhatItIsSeededWith() throws Exception {
        var seed = (EnumerablePropertySource<?>) new YamlPropertySourceLoader().load("seed", new FileSystemResource("../deploy/nacos/experiencer-service.yml")).getFirst();
        var seeded = new HashMap<String, Object>();
        for (String name : seed.getPropertyNames()) {
            seeded.put(name, String.valueOf(seed.getProperty(name)));
        }
        assertThat(seeded).containsKeys("tiyan.experiencer.activity.most-per-round", "tiyan.experiencer.activity.wrong-codes", "tiyan.experiencer.activity.wrong-codes-minutes");
        assertThat(bind(seeded)).isEqualTo(bind(Map.of())).isEqualTo(new ActivityPolicy(5_000, 10, 10));
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> bind(Map.of(Activities.SETTINGS + ".wrong-codes", "many"))).isInstanceOf(Exception.class);
    }

    private static ActivityPolicy bind(Map<String, Object> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(Activities.SETTINGS, ActivityPolicy.class);
    }
}
