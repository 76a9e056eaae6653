package cn.tiyan.walkthrough.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

/** The settings as operators write them. */
class DemandSettingsTest {

    @Test
    void areTheSameWhetherNacosSaysNothingOrWhatItIsSeededWith() throws Exception {
        var seed = new YamlPropertySourceLoader().load("seed", new FileSystemResource("../deploy/nacos/walkthrough-service.yml")).getFirst();
        var seeded = new HashMap<String, Object>();
        for (String name : ((org.springframework.core.env.EnumerablePropertySource<?>) seed).getPropertyNames()) {
            if (name.startsWith("tiyan.walkthrough.demand.")) {
                seeded.put(name, String.valueOf(seed.getProperty(name)));
            }
        }
        assertThat(seeded).hasSize(3);
        assertThat(bind(seeded)).isEqualTo(bind(Map.of())).isEqualTo(new DemandSettings(5, 30, 180));
    }

    private static DemandSettings bind(Map<String, Object> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tiyan.walkthrough.demand", DemandSettings.class);
    }
}
