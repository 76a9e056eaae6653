package cn.tiyan.reporting.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

/** The settings as operators write them. */
class DocumentSettingsTest {

    @Test
    void areTheSameWhetherNacosSaysNothingOrWhatItIsSeededWith() throws Exception {
        var seed = (EnumerablePropertySource<?>) new YamlPropertySourceLoader().load("seed", new FileSystemResource("../deploy/nacos/reporting-service.yml")).getFirst();
        Map<String, Object> seeded = new HashMap<>();
        for (String name : seed.getPropertyNames()) {
            seeded.put(name, String.valueOf(seed.getProperty(name)));
        }
        assertThat(policy(seeded)).isEqualTo(policy(Map.of())).isEqualTo(new DocumentPolicy(7, 20));
        assertThat(template(seeded)).isEqualTo(template(Map.of()));
    }

    @Test
    void takeSectionsAsAnOperatorWritesThem() {
        SummaryTemplate template = template(Map.of("tiyan.reporting.summary.sections[0].key", "all", "tiyan.reporting.summary.sections[0].heading", "全部",
                "tiyan.reporting.summary.sections[0].content[0]", "共{FOUND}件。"));
        assertThat(template.sections()).singleElement().satisfies(section -> assertThat(section.content()).containsExactly("共{FOUND}件。"));
    }

    private static DocumentPolicy policy(Map<String, Object> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tiyan.reporting.document", DocumentPolicy.class);
    }

    private static SummaryTemplate template(Map<String, Object> settings) {
        return SummaryTemplate.complete(new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tiyan.reporting.summary", SummaryTemplate.class));
    }
}
