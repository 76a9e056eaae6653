package cn.tiyan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("ports.properties"), """
                gateway=8080
                issue-service=8083
                kafka=9192
                kafka-controller=9193
                nacos=8848
                """);
    }

    @Test
    void takesThePortsOfTheFile() {
        assertThat(Ports.read(file, Map.of()).of("issue-service")).isEqualTo(8083);
    }

    @Test
    void movesAllByTheOffset() {
        var ports = Ports.read(file, Map.of("TIYAN_PORT_OFFSET", "1000"));
        assertThat(ports.of("gateway")).isEqualTo(9080);
        assertThat(ports.takenBy("kafka")).extracting(Ports.Port::number).containsExactly(10192, 10193);
    }

    @Test
    void takesAPortSetByNameAsItIs() {
        var ports = Ports.read(file, Map.of("TIYAN_PORT_OFFSET", "1000", "TIYAN_PORT_ISSUE_SERVICE", "5555"));
        assertThat(ports.of("issue-service")).isEqualTo(5555);
    }

    @Test
    void knowsThePortsNacosDerives() {
        assertThat(Ports.read(file, Map.of()).takenBy("nacos"))
                .extracting(Ports.Port::number).containsExactlyInAnyOrder(8848, 9848, 9849, 7848);
    }

    @Test
    void refusesAPortGivenTwice() {
        assertThatThrownBy(() -> Ports.read(file, Map.of("TIYAN_PORT_GATEWAY", "9848")))
                .isInstanceOf(Refusal.class).hasMessageContaining("9848").hasMessageContaining("TIYAN_PORT_");
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> Ports.read(file, Map.of("TIYAN_PORT_OFFSET", "60000"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Ports.read(file, Map.of("TIYAN_PORT_GATEWAY", "x")))
                .isInstanceOf(Refusal.class).hasMessageContaining("TIYAN_PORT_GATEWAY=x");
    }

    @Test
    void namesWhoHoldsATakenPortAndWhatChangesIt() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = new Ports.Port("issue-service", taken.getLocalPort());
            var component = Catalog.all().stream().filter(c -> c.name().equals("issue-service")).findFirst().orElseThrow();
            assertThat(PortOwner.isFree(port.number())).isFalse();
            assertThat(PortOwner.message(component, port))
                    .contains(String.valueOf(port.number()), "issue-service", "TIYAN_PORT_ISSUE_SERVICE")
                    .contains("pid " + ProcessHandle.current().pid());
        }
    }

    @Test
    void fitsTheFileOfTheProject() {
        var ports = Ports.read(Path.of("../ports.properties"), Map.of());
        assertThat(Catalog.all()).allSatisfy(component -> assertThat(ports.takenBy(component.name())).isNotEmpty());
    }
}
