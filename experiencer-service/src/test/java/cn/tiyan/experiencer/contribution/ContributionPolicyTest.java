package cn.tiyan.experiencer.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.FileSystemResource;

class ContributionPolicyTest {

    @Test
    void isTheSameWhetherNacosSaysNothingOrWhatItIsSeededWith() {
        var seed = new YamlPropertiesFactoryBean();
        seed.setResources(new FileSystemResource("../deploy/nacos/experiencer-service.yml"));
        assertThat(bind(seed.getObject())).isEqualTo(bind(Map.of())).isEqualTo(new ContributionPolicy(180));
    }

    private static ContributionPolicy bind(Map<?, ?> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tiyan.experiencer.contribution", ContributionPolicy.class);
    }
}
