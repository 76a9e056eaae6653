package cn.tiyan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformTest {

    @Test
    void startsEverythingByDefault() {
        assertThat(platform(Map.of()).components()).isEqualTo(Catalog.all());
    }

    @Test
    void doesNotStartWhatIsReplacedAndPassesItsAddressOn() {
        var platform = platform(Map.of("MONGODB_URI", "mongodb://db:27017/", "NACOS_ADDR", "config:8848"));
        assertThat(platform.components()).extracting(Component::name).doesNotContain("mongo", "nacos").contains("kafka");
        var service = Catalog.all().stream().filter(c -> c.name().equals("issue-service")).findFirst().orElseThrow();
        assertThat(platform.environmentOf(service))
                .containsEntry("MONGODB_URI", "mongodb://db:27017/")
                .containsEntry("NACOS_ADDR", "config:8848")
                .containsEntry("SERVER_PORT", "8083")
                .containsEntry("SERVER_ADDRESS", "127.0.0.1");
        assertThat(platform.needsOf(service)).containsExactly("kafka");
    }

    @Test
    void startsOnlyWhatIsAskedFor() {
        assertThat(platform(Map.of("TIYAN_ONLY", "kafka, mongo")).components())
                .extracting(Component::name).containsExactly("mongo", "kafka");
        assertThatThrownBy(() -> platform(Map.of("TIYAN_ONLY", "nope")))
                .isInstanceOf(Refusal.class).hasMessageContaining("nope");
    }

    @Test
    void takesItsOwnAddressesLeftInTheShellForItsOwn() {
        var own = platform(Map.of()).addresses();
        assertThat(platform(own).components()).hasSameSizeAs(Catalog.all());
        assertThat(platform(own).isExternal("MONGODB_URI")).isFalse();
    }

    @Test
    void leadsToolsToThisPlatformWhateverTheShellSays() {
        assertThat(platform(Map.of("TIYAN_GATEWAY", "http://elsewhere")).forTools())
                .containsEntry("TIYAN_GATEWAY", "http://127.0.0.1:8080");
    }

    @Test
    void needsOnlyComponentsThatExist() {
        var names = Catalog.all().stream().map(Component::name).toList();
        assertThat(Catalog.all()).allSatisfy(component -> assertThat(names).containsAll(component.needs()));
    }

    private static Platform platform(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("TIYAN_ROOT", "../../..");
        return Platform.of(all, Catalog.all());
    }
}
