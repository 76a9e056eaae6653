package cn.tiyan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.local.stack.Component.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, small ones: {@link SmallServer} keeps the contract of an engine. */
class UpTest {

    private final Set<Integer> given = new HashSet<>();
    @TempDir
    Path root;

    Platform platform;
    List<Component> components;
    final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @BeforeEach
    void describe() throws IOException {
        components = List.of(
                component("first", SmallServer.class, Set.of()), component("second", SmallServer.class, Set.of("first")));
        platform = platform(components);
    }

    @AfterEach
    void stop() {
        new Down(platform.home(), components, out).run();
    }

    @Test
    void startsInOrderThenHealsOnlyWhatDied() {
        assertThat(up()).isTrue();
        var first = pid("first");
        var second = pid("second");
        var process = ProcessHandle.of(second).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();

        assertThat(up()).isTrue();
        assertThat(pid("first")).isEqualTo(first);
        assertThat(pid("second")).isNotEqualTo(second);
        assertThat(new Status(platform).print(out)).isTrue();
        assertThat(text()).contains("已在运行", "全部健康");
    }

    @Test
    void stopsAllAndSaysSo() {
        up();
        new Down(platform.home(), components, out).run();
        assertThat(new Status(platform).allHealthy()).isFalse();
        assertThat(platform.home().pid("first")).doesNotExist();
        assertThat(platform.home().data("first")).exists();
    }

    @Test
    void startsAgainWhatWasBuiltAnew() throws IOException {
        up();
        var first = pid("first");
        Files.writeString(root.resolve("first/target/first.jar"), "built anew");
        assertThat(up()).isTrue();
        assertThat(pid("first")).isNotEqualTo(first);
    }

    @Test
    void tellsWhichFailedWithItsLastWordsAndHoldsUpOnlyItsDependants() throws IOException {
        components = List.of(
                component("first", Failing.class, Set.of()), component("second", SmallServer.class, Set.of("first")),
                component("third", SmallServer.class, Set.of()));
        platform = platform(components);
        assertThat(up()).isFalse();
        assertThat(text()).contains("first", "no luck today", platform.home().log("first").toString());
        assertThat(ProcessRecord.alive(platform.home().pid("second"))).isEmpty();
        assertThat(ProcessRecord.alive(platform.home().pid("third"))).isPresent();
    }

    @Test
    void refusesATakenPortBeforeItStartsAnything() throws IOException {
        try (var taken = new ServerSocket(platform.ports().of("second"), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(this::up).isInstanceOf(Refusal.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()))
                    .hasMessageContaining("TIYAN_PORT_SECOND");
        }
        assertThat(ProcessRecord.alive(platform.home().pid("first"))).isEmpty();
    }

    @Test
    void refusesAModuleThatIsNotBuilt() throws IOException {
        Files.delete(root.resolve("second/target/runtime.classpath"));
        assertThatThrownBy(this::up).isInstanceOf(Refusal.class).hasMessageContaining("second");
    }

    @Test
    void deletesDataAndSecretsTogether() {
        up();
        var down = new Down(platform.home(), components, out);
        down.run();
        down.deleteData();
        assertThat(platform.home().allData()).doesNotExist();
        assertThat(platform.home().secrets()).doesNotExist();
    }

    private boolean up() {
        platform.home().createFolders();
        return new Up(platform, out, false).run();
    }

    private long pid(String component) {
        return ProcessRecord.read(platform.home().pid(component)).orElseThrow().pid();
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Platform platform(List<Component> catalog) throws IOException {
        var file = root.resolve("deploy/local/ports.properties");
        Files.createDirectories(file.getParent());
        var lines = new StringBuilder("gateway=" + freePort() + "\nmongo=" + freePort() + "\nkafka=" + freePort()
                + "\nkafka-controller=" + freePort() + "\nidentity=" + freePort() + "\nnacos=20848\n");
        for (var component : catalog) {
            lines.append(component.name()).append('=').append(freePort()).append('\n');
        }
        Files.writeString(file, lines);
        return Platform.of(Map.of("TIYAN_ROOT", root.toString(), "TIYAN_AOT", "off"), catalog);
    }

    private Component component(String name, Class<?> main, Set<String> needs) throws IOException {
        var target = Files.createDirectories(root.resolve(name).resolve("target"));
        Files.writeString(target.resolve(name + ".jar"), "");
        Files.writeString(target.resolve("runtime.classpath"), Path.of("target/test-classes").toAbsolutePath().toString());
        return new Component(name, name, Kind.KAFKA, name, main.getName(), List.of("-Xmx16m"), needs, null);
    }

    /** One that was not given before: the system may give the same again. */
    private int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return given.add(socket.getLocalPort()) ? socket.getLocalPort() : freePort();
        }
    }

    /** {@code SmallServer PORT CONTROLLER_PORT DATA_DIR READY_FILE}. */
    static final class SmallServer {

        public static void main(String[] arguments) throws IOException {
            var server = new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getLoopbackAddress());
            Files.writeString(Path.of(arguments[3]), arguments[0]);
            while (true) {
                server.accept().close();
            }
        }
    }

    /** Ends at once, in sorrow. */
    static final class Failing {

        public static void main(String[] arguments) {
            System.err.println("no luck today");
            System.exit(1);
        }
    }
}
