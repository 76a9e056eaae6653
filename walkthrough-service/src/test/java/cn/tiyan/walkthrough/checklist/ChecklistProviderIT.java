package cn.tiyan.walkthrough.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What experiencer-service relies on when it checks experience reports: whole checklists, for an experiencer's own token. */
@PlatformTest
class ChecklistProviderIT {

    @Autowired
    private Http http;

    @Test
    void answersAnExperiencerWithEveryVersionAndItsCheckpoints() {
        var answer = http.as(Persona.EXPERIENCER).get("/api/v1/walkthroughs/checklists");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode items = answer.json().path("items");
        assertThat(items.size()).isPositive();
        for (JsonNode item : items) {
            assertThat(item.path("version").asString()).matches("[a-z]+(-[a-z]+)*\\.v\\d{1,6}");
            Set<String> codes = new HashSet<>();
            assertThat(item.path("dimensions").size()).isPositive();
            for (JsonNode part : item.path("dimensions")) {
                assertThat(Dimension.valueOf(part.path("dimension").asString())).isNotNull();
                assertThat(part.path("checkpoints").size()).isPositive();
                for (JsonNode checkpoint : part.path("checkpoints")) {
                    assertThat(checkpoint.path("code").asString()).matches("[A-Z]+(-[A-Z]+)*-\\d{2}");
                    assertThat(codes.add(checkpoint.path("code").asString())).isTrue();
                }
            }
        }
    }
}
