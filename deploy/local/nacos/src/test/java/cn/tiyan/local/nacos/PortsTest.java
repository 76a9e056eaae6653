package cn.tiyan.local.nacos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void derivesTheOthersFromTheFirst() {
        var ports = Ports.from("8848");

        assertThat(ports.grpc()).isEqualTo(9848);
        assertThat(ports.clusterGrpc()).isEqualTo(9849);
        assertThat(ports.raft()).isEqualTo(7848);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eight", "0", "-1", "2023", "64535", "99999999999"})
    void refusesWhatCannotBeAPort(String text) {
        assertThatThrownBy(() -> Ports.from(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("port of Nacos");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 1001, -1000})
    void namesTheTakenPortAndAllItNeeds(int offset) throws Exception {
        var ports = free();
        int taken = ports.http() + offset;
        try (var _ = new ServerSocket(taken, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
            assertThatThrownBy(ports::requireFree)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("port " + taken)
                .hasMessageContaining("is taken");
        }
    }

    /** Below those that the system hands out: from among these, another process may take one at any time. */
    private static Ports free() {
        for (int http = 12_000; ; http++) {
            var ports = new Ports(http);
            try {
                ports.requireFree();
                return ports;
            } catch (IllegalStateException taken) {
                // The next.
            }
        }
    }
}
