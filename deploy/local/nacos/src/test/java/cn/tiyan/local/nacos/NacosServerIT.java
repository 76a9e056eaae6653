package cn.tiyan.local.nacos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class NacosServerIT {

    private static final Map<String, String> CONFIG = Map.of("namespaceId", "public", "groupName", "TIYAN", "dataId", "some-service.yml");
    private static final Map<String, String> SERVICE = Map.of("groupName", "TIYAN", "serviceName", "some-service");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void keepsConfigurationThroughKillAndEndsCleanly() throws Exception {
        var port = NacosProcess.freePort();
        var dataDir = folder.resolve("nacos");
        try (var nacos = NacosProcess.launch(port, dataDir).awaitReady()) {
            assertThat(nacos.send("GET", "/v3/admin/cs/config", CONFIG).statusCode()).isEqualTo(404);
            var publication = new HashMap<>(CONFIG);
            publication.put("type", "yaml");
            publication.put("content", "# 不满意即重办\nthreshold: 3\n");
            assertThat(nacos.send("POST", "/v3/admin/cs/config", publication).body()).contains("\"data\":true");
            nacos.kill();
        }
        try (var nacos = NacosProcess.launch(port, dataDir).awaitReady()) {
            assertThat(nacos.send("GET", "/v3/admin/cs/config", CONFIG).body()).contains("# 不满意即重办\\nthreshold: 3\\n");
            assertThat(nacos.terminate()).as("ended by SIGTERM").isEqualTo(143);
            assertThat(nacos.console()).doesNotContain("ERROR", "Exception", " INFO ");
        }
        assertThat(Files.list(folder).map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("nacos", "nacos.out");
    }

    @Test
    void registersAndForgetsAnInstanceOnLoopbackOnly() throws Exception {
        try (var nacos = NacosProcess.launch(NacosProcess.freePort(), folder.resolve("nacos")).awaitReady()) {
            assertThat(nacos.send("POST", "/v3/client/ns/instance", instance()).statusCode()).isEqualTo(200);
            awaitInstances(nacos, true);
            assertThat(nacos.send("DELETE", "/v3/client/ns/instance", instance()).statusCode()).isEqualTo(200);
            awaitInstances(nacos, false);
            assertThat(ListeningAddresses.of(nacos.pid())).hasSize(4).allSatisfy(address -> assertThat(address.isLoopbackAddress()).isTrue());
        }
    }

    @Test
    void saysWhichPortIsTakenAndEndsWithTwo() throws Exception {
        var port = NacosProcess.freePort();
        try (var taken = new ServerSocket(port + 1000, 1, InetAddress.ofLiteral(Ports.LOOPBACK));
             var nacos = NacosProcess.launch(port, folder.resolve("nacos"))) {
            assertThat(nacos.awaitExit()).isEqualTo(2);
            assertThat(nacos.console()).contains("port " + taken.getLocalPort() + " (gRPC) is taken").doesNotContain("Exception");
        }
    }

    private static Map<String, String> instance() {
        return Map.of("groupName", "TIYAN", "serviceName", "some-service", "ip", "127.0.0.1", "port", "18081");
    }

    private static void awaitInstances(NacosProcess nacos, boolean present) throws Exception {
        var deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (nacos.send("GET", "/v3/client/ns/instance/list", SERVICE).body().contains("\"port\":18081") != present) {
            assertThat(Instant.now()).as("instance present: %s", present).isBefore(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
