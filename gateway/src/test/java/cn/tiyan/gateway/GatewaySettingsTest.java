package cn.tiyan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.validation.Validation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import cn.tiyan.gateway.GatewaySettings.Route;

class GatewaySettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/internal", "/actuator", "/api/v1", "/api/v1/", "/api/v1/**", "/api/v1/../internal", "/api/v1/a/b", "/open311", "/open311/v2/"})
    void publishesNothingOutsideTheApi(String prefix) {
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            assertThat(validation.getValidator().validate(settings(prefix))).isNotEmpty();
            assertThat(validation.getValidator().validate(settings("/api/v1/issues"))).isEmpty();
        }
    }

    @Test
    void letsAServiceThinkLonger() {
        assertThat(settings("/api/v1/issues").responseTimeoutOf("issue-service")).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings("/api/v1/issues").responseTimeoutOf("other")).isEqualTo(Duration.ofSeconds(30));
    }

    private static GatewaySettings settings(String prefix) {
        return new GatewaySettings(URI.create("http://127.0.0.1"),
                List.of(new Route("issue-service", "问题", List.of(prefix), Duration.ofMinutes(2))),
                Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(2), DataSize.ofBytes(1),
                Map.of(),
                List.of(), Duration.ofSeconds(5));
    }
}
