package cn.tiyan.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class BodyLimitsTest {

    private final BodyLimits limits = new BodyLimits(DataSize.ofBytes(1), Map.of("/api/v1/ingest/**", DataSize.ofBytes(20),
            "/api/v1/ingest/notes", DataSize.ofBytes(2), "/api/v1/issues/*/evidence", DataSize.ofBytes(21)));

    @ParameterizedTest
    @CsvSource({"/, 1", "/api/v1/issues, 1", "/api/v1/issues/1, 1", "/api/v1/issues/1/evidence, 21", "/api/v1/issues/1/evidence/2, 1",
        "/api/v1/issues/evidence, 1", "/api/v1/issues/1/2/evidence, 1", "/api/v1/issues/1/evidence/, 1", "/api/v1/issues/%E4%B8%AD/%65vidence, 21",
        "/api/v1/ingest/orders, 20", "/api/v1/ingest/notes, 2", "/api/v1/ingestion, 1"})
    void takesMoreOnlyWhereItIsNamed(String path, long bytes) {
        assertThat(limits.of(path)).isEqualTo(bytes);
    }
}
