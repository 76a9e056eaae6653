package cn.tiyan.reporting.milestone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

class MilestonePolicyTest {

    @Test
    void isTheSameWhetherNacosSaysNothingOrWhatItIsSeededWith() throws Exception {
        var seed = (EnumerablePropertySource<?>) new YamlPropertySourceLoader().load("seed", new FileSystemResource("../deploy/nacos/reporting-service.yml")).getFirst();
        var seeded = new HashMap<String, Object>();
        for (String name : seed.getPropertyNames()) {
            seeded.put(name, String.valueOf(seed.getProperty(name)));
        }
        assertThat(seeded).containsKey("tiyan.reporting.milestone.summary");
        assertThat(bind(seeded)).isEqualTo(bind(Map.of())).isEqualTo(Owing.POLICY);
    }

    private static MilestonePolicy bind(Map<String, Object> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tiyan.reporting.milestone", MilestonePolicy.class);
    }
}
