package cn.tiyan.experiencer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.FileSystemResource;

class ReportPolicyTest {

    @Test
    void isTheSameWhetherNacosSaysNothingOrWhatItIsSeededWith() {
        var seed = new YamlPropertiesFactoryBean();
        seed.setResources(new FileSystemResource("../deploy/nacos/experiencer-service.yml"));
        assertThat(bind(seed.getObject())).isEqualTo(bind(Map.of())).isEqualTo(new ReportPolicy(List.of(30, 90)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"90,30", "30,30", "soon"})
    void refusesWhatCannotBe(String days) {
        assertThatThrownBy(() -> bind(Map.of("tiyan.experiencer.report.look-back-days", days))).isInstanceOf(Exception.class);
    }

    private static ReportPolicy bind(Map<?, ?> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tiyan.experiencer.report", ReportPolicy.class);
    }
}
