package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.SourceKind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

/** The settings as operators write them. */
class IssuePolicyTest {

    @Test
    void isTheSameWhetherNacosSaysNothingOrWhatItIsSeededWith() throws Exception {
        var seed = new YamlPropertySourceLoader().load("seed", new FileSystemResource("../deploy/nacos/issue-service.yml")).getFirst();
        var seeded = new HashMap<String, Object>();
        for (String name : ((org.springframework.core.env.EnumerablePropertySource<?>) seed).getPropertyNames()) {
            seeded.put(name, String.valueOf(seed.getProperty(name)));
        }
        assertThat(seeded).hasSizeGreaterThan(20);
        assertThat(bind(seeded).limits().bySource()).as("what Nacos alone says").containsOnly(Map.entry(SourceKind.CANNOT_GET_DONE,
                new Limits.Shorter(0, 0, 0, Map.of(Difficulty.EASY, 5, Difficulty.MEDIUM, 5, Difficulty.HARD, 10))));
        seeded.keySet().removeIf(name -> name.contains(".by-source."));
        assertThat(bind(seeded)).isEqualTo(bind(Map.of())).isEqualTo(People.POLICY);
    }

    @ParameterizedTest
    @CsvSource({"look-back-days,'90,30'", "look-back-days,'30,30'", "limits.day-begins,18:00", "limits.day-ends,late", "limits.accept,soon", "limits.by-source.NOBODY.accept,0", "limits.by-source.CANNOT_GET_DONE.accept,soon", "dissatisfied-below,"})
    void refusesWhatCannotBe(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("tiyan.issue.policy." + name, value == null ? "" : value))).isInstanceOf(Exception.class);
    }

    private static IssuePolicy bind(Map<String, Object> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tiyan.issue.policy", IssuePolicy.class);
    }
}
